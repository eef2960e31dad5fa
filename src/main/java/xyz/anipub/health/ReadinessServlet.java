package xyz.anipub.health;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import xyz.anipub.chat.node.Fence;

/**
 * {@code GET /health/ready}: whether clients should be sent to this node, as MicroProfile Health words it: 200 and {@code UP}, or
 * 503 and {@code DOWN}, with the checks that say why. It is not ready while it {@linkplain Draining drains} or is {@linkplain Fence
 * fenced}; a database that is away makes no difference, as it is away for all nodes.
 *
 * <p>With {@code ?draining=404} a node that only drains answers that status instead: HAProxy ({@code disable-on-404}) then sends
 * it nobody new, and leaves the connections alone that it has.
 */
@WebServlet(urlPatterns = "/health/ready")
public class ReadinessServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Draining draining;

    @Inject
    private transient Fence fence;

    @Inject
    private transient Watch watch;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        watch.asked();
        boolean leaves = draining.isLeaving();
        boolean isCutOff = fence.isCutOff();
        JsonObject answer = Json.createObjectBuilder()
                .add("status", status(!leaves && !isCutOff))
                .add(
                        "checks",
                        Json.createArrayBuilder()
                                .add(check("draining", !leaves))
                                .add(check("fence", !isCutOff)))
                .build();
        byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
        if (isCutOff) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else if (leaves) {
            boolean wants404 = "404".equals(request.getParameter("draining"));
            response.setStatus(
                    wants404 ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
        if (response.getStatus() != HttpServletResponse.SC_OK) {
            response.setHeader("Retry-After", "1");
        }
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static JsonObject check(String name, boolean isUp) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("status", status(isUp))
                .build();
    }

    private static String status(boolean isUp) {
        return isUp ? "UP" : "DOWN";
    }
}
