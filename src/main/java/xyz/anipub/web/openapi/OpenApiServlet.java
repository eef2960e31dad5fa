package xyz.anipub.web.openapi;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.web.ReadOnlyServlet;
import xyz.anipub.web.file.StaticFile;

/**
 * {@code GET /openapi}: the REST API as OpenAPI; {@code GET /openapi/events}: the events as AsyncAPI. In JSON, with entity tags, for
 * pages of every origin.
 *
 * <p>It has all of {@code /openapi}, so that a container that would put its own page there finds it taken.
 */
@WebServlet(urlPatterns = {"/openapi", "/openapi/*"})
public class OpenApiServlet extends ReadOnlyServlet {

    private static final long serialVersionUID = 1L;

    /** Read when the first one asks, by the path below this servlet. */
    private transient Map<String, StaticFile> documents = Map.of();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (document(request).isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("X-Content-Type-Options", "nosniff");
        super.service(request, response);
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        document(request).orElseThrow().send(request, response);
    }

    private synchronized Optional<StaticFile> document(HttpServletRequest request) {
        if (documents.isEmpty()) {
            documents = Map.of("", file(ApiDocument.OPENAPI), "/events", file(ApiDocument.ASYNCAPI));
        }
        return Optional.ofNullable(
                documents.get(Optional.ofNullable(request.getPathInfo()).orElse("")));
    }

    private static StaticFile file(ApiDocument document) {
        byte[] json = document.read().toString().getBytes(StandardCharsets.UTF_8);
        return StaticFile.of("/document.json", json, Optional.empty());
    }
}
