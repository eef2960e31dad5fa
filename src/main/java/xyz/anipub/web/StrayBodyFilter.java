package xyz.anipub.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import xyz.anipub.engineio.transport.container.UnreadBody;

/**
 * Refuses bodies that come slowly to where nobody reads any, which is everywhere but at the two doors, where the container
 * would wait for them.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class StrayBodyFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Set<String> DOORS = Set.of("/api", "/socket.io");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (DOORS.contains(request.getServletPath()) || !UnreadBody.holdsThread(request)) {
            chain.doFilter(request, response);
        } else {
            UnreadBody.abandon(request, response, () -> {
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
                response.setContentLength(0);
            });
        }
    }
}
