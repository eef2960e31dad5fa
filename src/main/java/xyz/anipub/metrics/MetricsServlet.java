package xyz.anipub.metrics;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import xyz.anipub.web.ReadOnlyServlet;

/**
 * {@code GET /metrics}: all numbers in Prometheus's text format, for those whom the {@link ScrapeRule} admits; for everybody else there
 * is nothing here, whatever the method. It has all below the path, so that a container that would put a page of its own there finds it taken.
 */
@WebServlet(urlPatterns = {"/metrics", "/metrics/*"})
public class MetricsServlet extends ReadOnlyServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Metrics metrics;

    @Inject
    private transient ScrapeRule rule;

    /** Who is not admitted learns nothing by another method either. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        boolean isHere = request.getPathInfo() == null;
        if (!isHere || !rule.admits(request.getRemoteAddr(), request.getProtocol(), request::getHeader)) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        super.service(request, response);
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = metrics.scrape().getBytes(StandardCharsets.UTF_8);
        response.setContentType(Metrics.FORMAT);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
