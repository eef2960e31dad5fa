package xyz.anipub.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import xyz.anipub.peer.Proxies;
import xyz.anipub.peer.Shares;

/**
 * Bounds how many threads write files, those of the page and of the browser client. They write blocking, and a client
 * that asks for many and reads none would hold its thread; so at most {@value #WRITING} may, {@value #WRITING_PER_ADDRESS}
 * for one remote address. A client that reads is served within a moment, so a few others wait for a place, up to a second;
 * who finds none gets 503. All of them together leave a quarter of the threads of a WildFly on two cores, the smallest
 * number there is, to other requests.
 *
 * <p>Not written by listeners: containers then queue what is not read, up to some megabytes a connection, and a few
 * hundred such readers use up the heap. Nor waiting without a thread: the servlets that containers serve files with
 * support no asynchronous requests.
 */
@WebFilter(
        urlPatterns = {"", "*.html", "*.css", "*.js", "*.map", "*.svg"},
        asyncSupported = true)
public class FileReaders extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final int WRITING = 16;
    private static final int WRITING_PER_ADDRESS = 12;
    private static final int WAITING = 8;
    private static final int WAITING_PER_ADDRESS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Inject
    private transient Proxies proxies;

    private final transient Turnstile turnstile =
            new Turnstile(new Shares(WRITING, WRITING_PER_ADDRESS), new Shares(WAITING, WAITING_PER_ADDRESS), PATIENCE);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String address = new ForwardedRequest(request, proxies).getRemoteAddr();
        if (!turnstile.enter(address)) {
            response.setHeader("Retry-After", "1");
            response.setHeader("Connection", "close");
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setContentLength(0);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            turnstile.leave(address);
        }
    }
}
