package xyz.anipub.health;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import xyz.anipub.engineio.transport.upgrade.UpgradeFilter;
import xyz.anipub.json.Json;
import xyz.anipub.web.ReadOnlyServlet;

/**
 * {@code GET /health/live}: whether the process should go on; {@code GET /health/ready}: whether clients should be sent to this node;
 * {@code GET /health}: both. As MicroProfile Health words it: 200 and {@code UP}, or 503 and {@code DOWN}, with the checks that say
 * why. Anybody may ask, so each answer is made of fixed words.
 *
 * <p>With {@code /health/ready?draining=404} a node that only drains answers that status instead: HAProxy ({@code disable-on-404})
 * then sends it nobody new, and leaves the connections alone that it has.
 *
 * <p>It has all of {@code /health}, so that Payara, which would put its own page there, finds it taken.
 */
@WebServlet(urlPatterns = {"/health", "/health/*"})
public class HealthServlet extends ReadOnlyServlet {

    private static final long serialVersionUID = 1L;

    private static final String DRAINING = "draining";

    /** As HAProxy asks; whoever asks otherwise has nothing parsed. */
    private static final String WANTS_404 = DRAINING + "=404";

    @Inject
    private transient Liveness liveness;

    @Inject
    private transient Readiness readiness;

    @Inject
    private transient ReadinessPolls polls;

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (Optional.ofNullable(request.getPathInfo()).orElse("")) {
            case "", "/" -> {
                List<Check> all = new ArrayList<>(liveness.checks());
                all.addAll(readiness());
                answer(response, all, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            }
            case "/live" -> answer(response, liveness.checks(), HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            case "/ready" -> {
                polls.asked();
                List<Check> checks = readiness();
                boolean wants404 = WANTS_404.equals(request.getQueryString()) && onlyDrains(checks);
                answer(
                        response,
                        checks,
                        wants404 ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            }
            default -> response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private List<Check> readiness() {
        List<Check> checks = readiness.checks();
        boolean hasFallenBack =
                getServletContext().getAttribute(UpgradeFilter.FALLBACK) instanceof BooleanSupplier fallback
                        && fallback.getAsBoolean();
        checks.add(Check.degraded("websocket", Reason.FALLBACK, hasFallenBack));
        return checks;
    }

    private static boolean onlyDrains(List<Check> checks) {
        return checks.stream().filter(check -> !check.isUp()).allMatch(check -> check.name()
                .equals(DRAINING));
    }

    private static void answer(HttpServletResponse response, List<Check> checks, int down) throws IOException {
        boolean isUp = checks.stream().allMatch(Check::isUp);
        JsonArrayBuilder list = Json.createArrayBuilder();
        checks.forEach(check -> list.add(check.toJson()));
        byte[] body = Json.createObjectBuilder()
                .add("status", Check.status(isUp))
                .add("checks", list)
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        if (!isUp) {
            response.setStatus(down);
            response.setHeader("Retry-After", "1");
        }
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
