package xyz.anipub.health;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.config.CorsPolicy;
import xyz.anipub.engineio.transport.container.UnreadBody;
import xyz.anipub.engineio.transport.http.CorsHeaders;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;

/**
 * Stands before both doors, as {@code web.xml} says, whose filters come before all others: counts the requests that are under way,
 * and while the node {@linkplain Draining drains} refuses those of the REST API and whoever wants a new connection. The refusal says by
 * {@value #NOT_STORED} that nothing of the request was handled, so that whoever asked for it may ask another node, whatever it was.
 * Sessions that there are go on by their polls. Pages of other origins that may read the answers of {@code /socket.io/} can read why they
 * are refused, too.
 */
public class DrainFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    static final String NOT_STORED = "X-Not-Stored";

    private static final String RETRY_AFTER = "Retry-After";
    private static final List<String> REASONS = List.of(RETRY_AFTER, NOT_STORED);
    private static final String SOCKETS = "/socket.io";
    private static final Pattern TRANSPORT = Pattern.compile("(^|&)transport=");
    private static final Pattern SESSION = Pattern.compile("(^|&)sid=[^&]");

    @Inject
    private transient Draining draining;

    @Inject
    private transient Engine engine;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.getServletPath().equals(SOCKETS)) {
            serve(request, response, chain);
        } else if (draining.isRefusing() && opensSession(request.getQueryString())) {
            refuseSession(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** A preflight is none yet: what it is about would not come to be refused. */
    private void refuseSession(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<CorsPolicy> cors = engine.config().http().cors().map(policy -> policy.exposing(REASONS));
        if (!CorsHeaders.add(cors, request, response)) {
            UnreadBody.abandon(request, response, () -> refuse(response));
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Count count = new Count(draining);
        if (!draining.begun()) {
            count.end();
            UnreadBody.abandon(request, response, () -> refuse(response));
            return;
        }
        boolean continues = false;
        try {
            chain.doFilter(request, response);
            continues = continues(request, count);
        } finally {
            if (!continues) {
                count.end();
            }
        }
    }

    /** The files of the client are below the same path. */
    private static boolean opensSession(String query) {
        return query != null
                && TRANSPORT.matcher(query).find()
                && !SESSION.matcher(query).find();
    }

    private static boolean continues(HttpServletRequest request, Count count) {
        if (!request.isAsyncStarted()) {
            return false;
        }
        try {
            request.getAsyncContext().addListener(count);
            return true;
        } catch (IllegalStateException over) {
            return false;
        }
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        byte[] body = Problem.of(ProblemCode.UNAVAILABLE, "This server is about to stop. Nothing was done.")
                .toBytes();
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader(NOT_STORED, "draining");
        response.setHeader(RETRY_AFTER, "1");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(Problem.MEDIA_TYPE.toString());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** One request under way; ends once, however many say so. */
    private static final class Count implements AsyncListener {

        private final Draining draining;
        private final AtomicBoolean ended = new AtomicBoolean();

        Count(Draining draining) {
            this.draining = draining;
        }

        void end() {
            if (ended.compareAndSet(false, true)) {
                draining.ended();
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            end();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {
            end();
        }

        /** Listeners are forgotten when a request is suspended once more. */
        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
