package xyz.anipub.web;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.transport.container.UnreadBody;
import xyz.anipub.peer.Proxies;
import xyz.anipub.peer.Shares;
import xyz.anipub.problem.BodyLimits;
import xyz.anipub.problem.Problem;
import xyz.anipub.problem.ProblemCode;
import xyz.anipub.problem.UploadLimits;
import xyz.anipub.trace.LogContext;
import xyz.anipub.trace.Receipt;

/**
 * Takes in the bodies of REST requests before JAX-RS runs, so that a resource never waits for the network: JAX-RS reads
 * blocking, and a client that sends a byte now and then would hold the thread.
 *
 * <p>A body that is there together with its headers, as most are, is read at once. Any other occupies no thread while it
 * comes ({@link SlowBody}); then the request is dispatched once more. One that is late gets 408. Of bodies on their way
 * there are at most {@link BodyLimits#waiting()}, and fewer of one remote address, which bounds the memory and the
 * threads that the container gives to second dispatches; more get 503. What is too long is cut one byte after its limit,
 * for JAX-RS to say 413. Uploads are larger, and have fewer places of their own ({@link UploadLimits}).
 *
 * <p>From here on the request is its client's, as a {@link ForwardedRequest}.
 */
@WebFilter(
        urlPatterns = "/api/*",
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC},
        asyncSupported = true)
public class BodyFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

    @Inject
    private transient BodyLimits limits;

    @Inject
    private transient BodyWaits waits;

    @Inject
    private transient UploadLimits uploads;

    @Inject
    private transient Proxies proxies;

    @Inject
    private transient Engine engine;

    @Inject
    private transient Instance<RequestContextController> scopes;

    private transient Shares waiting;
    private transient Shares uploading;

    @Override
    public void init() {
        waiting = new Shares(limits.waiting(), limits.waitingPerAddress());
        uploading = new Shares(uploads.body().waiting(), uploads.body().waitingPerAddress());
    }

    @Override
    protected void doFilter(HttpServletRequest received, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = new ForwardedRequest(received, proxies);
        LogContext.Scope about = LogContext.ofRequest();
        long before = Receipt.OF_WORK.begin(System.nanoTime());
        try {
            filter(request, response, chain);
        } finally {
            Receipt.OF_WORK.end(before);
            about.end();
        }
    }

    private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean isUpload = uploads.isUpload(request.getMethod(), address(request));
        BodyLimits own = isUpload ? uploads.body() : limits;
        Shares places = isUpload ? uploading : waiting;
        if (request.getAttribute(SlowBody.ATTRIBUTE) instanceof SlowBody body) {
            proceed(body, request, response, chain);
        } else if (!mayHaveBody(request)) {
            chain.doFilter(request, response);
        } else if (isHere(request, own)) {
            byte[] body = request.getInputStream().readNBytes(request.getContentLength());
            chain.doFilter(new BufferedRequest(request, body), response);
        } else if (places.take(request.getRemoteAddr())) {
            SlowBody.await(request, own, engine.timers(), places, waits);
        } else {
            waits.refuse();
            Problem problem = Problem.of(ProblemCode.UNAVAILABLE).withRetryAfter(own.time());
            UnreadBody.abandon(request, response, () -> refuse(response, problem));
        }
    }

    private void proceed(SlowBody body, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // Payara opens CDI's request context for the first dispatch only; where it is open, this leaves it alone.
        RequestContextController scope = scopes.get();
        boolean opened = scope.activate();
        try {
            if (body.isWhole()) {
                answer(body, request, response, chain);
            } else {
                UnreadBody.abandon(request, response, () -> refuse(response, Problem.of(ProblemCode.TIMEOUT)));
            }
        } finally {
            body.end();
            if (opened) {
                scope.deactivate();
            }
            scopes.destroy(scope);
        }
    }

    private static void answer(
            SlowBody body, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (body.isCut()) {
            response.setHeader("Connection", "close");
        }
        chain.doFilter(new BufferedRequest(request, body.bytes()), response);
        if (body.isCut()) {
            UnreadBody.abandon(request, response, () -> {});
        }
    }

    private static String address(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    private static boolean isHere(HttpServletRequest request, BodyLimits own) throws IOException {
        int length = request.getContentLength();
        return length >= 0 && length <= own.bytes() && request.getInputStream().available() >= length;
    }

    /** HTTP/1.1 announces every body; HTTP/2 need not. */
    private static boolean mayHaveBody(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        boolean announced = length > 0 || request.getHeader("Transfer-Encoding") != null;
        return announced
                || length < 0
                        && !request.getProtocol().startsWith("HTTP/1")
                        && !WITHOUT_BODY.contains(request.getMethod());
    }

    private static void refuse(HttpServletResponse response, Problem problem) throws IOException {
        byte[] body = problem.toBytes();
        response.setStatus(problem.status());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        problem.retryAfter()
                .map(Duration::toSeconds)
                .ifPresent(wait -> response.setHeader("Retry-After", String.valueOf(Math.max(1, wait))));
        response.setContentType(Problem.MEDIA_TYPE.toString());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
