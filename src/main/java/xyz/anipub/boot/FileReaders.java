package xyz.anipub.boot;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import xyz.anipub.peer.Proxies;
import xyz.anipub.peer.Shares;

/**
 * Bounds how many threads write files, those of the page and of the browser client. They write blocking, and a client
 * that asks for many and reads none would hold its thread; so at most {@value #THREADS} may, {@value #PER_ADDRESS} for
 * one remote address, and who finds no place gets 503. A client that reads is served within a moment and never notices.
 *
 * <p>Not written by listeners: containers then queue what is not read, up to some megabytes a connection, and a few
 * hundred such readers use up the heap.
 */
@WebFilter(
        urlPatterns = {"", "*.html", "*.css", "*.js", "*.map", "*.svg"},
        asyncSupported = true)
public class FileReaders extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final int THREADS = 64;
    private static final int PER_ADDRESS = 32;

    @Inject
    private transient Proxies proxies;

    private final transient Shares places = new Shares(THREADS, PER_ADDRESS);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String address = new ForwardedRequest(request, proxies).getRemoteAddr();
        if (!places.take(address)) {
            response.setHeader("Retry-After", "1");
            response.setHeader("Connection", "close");
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setContentLength(0);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.giveBack(address);
        }
    }
}
