package xyz.anipub.metrics;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.Timer;
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
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Counts the requests of the REST API by method and status, with the time that each took, that for its body to come included. Which
 * rooms and users they are about is not looked at. Stands before the other filters of the API, as {@code web.xml} says.
 */
public class RequestMeters extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** What alerts look at: a series that began with its first failure would never have grown. */
    private static final List<Integer> FAILURES =
            List.of(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, HttpServletResponse.SC_SERVICE_UNAVAILABLE);

    @Inject
    private transient Metrics metrics;

    private transient MeterProvider<Timer> timers;

    @Override
    public void init() {
        timers = Timer.builder("anipub.rest.requests")
                .description("Requests of the REST API that were answered")
                .serviceLevelObjectives(Latencies.BOUNDS)
                .withRegistry(metrics.registry());
        METHODS.forEach(method -> FAILURES.forEach(status -> timer(method, status)));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long begun = System.nanoTime();
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
        boolean isThrown = true;
        try {
            chain.doFilter(request, response);
            isThrown = false;
        } finally {
            if (isThrown || !goesOn(request, new Ending(method, response, begun))) {
                count(method, isThrown ? HttpServletResponse.SC_INTERNAL_SERVER_ERROR : response.getStatus(), begun);
            }
        }
    }

    /** Whether it is suspended; then its end will be heard of. */
    private static boolean goesOn(HttpServletRequest request, Ending ending) {
        if (!request.isAsyncStarted()) {
            return false;
        }
        try {
            request.getAsyncContext().addListener(ending);
            return true;
        } catch (IllegalStateException over) {
            return false;
        }
    }

    private void count(String method, int status, long begun) {
        timer(method, status).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String method, int status) {
        return timers.withTags("method", method, "status", Integer.toString(status));
    }

    /** Of a suspended request. */
    private final class Ending implements AsyncListener {

        private final String method;
        private final HttpServletResponse response;
        private final long begun;

        Ending(String method, HttpServletResponse response, long begun) {
            this.method = method;
            this.response = response;
            this.begun = begun;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            count(method, response.getStatus(), begun);
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        /** Listeners are forgotten when a request is suspended once more. */
        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
