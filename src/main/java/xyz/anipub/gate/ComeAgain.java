package xyz.anipub.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Answers every request, also for a WebSocket, with 503 and {@code Retry-After}, in seconds (RFC 9110, 15.6.4). */
final class ComeAgain extends HttpHandler {

    private static final byte[] BODY =
            "The server is starting or stopping. Come again.\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public void service(Request request, Response response) throws IOException {
        response.setStatus(503, "Service Unavailable");
        response.setHeader("Retry-After", "1");
        // As the application says while it drains: whatever was asked, another node may be asked.
        response.setHeader("X-Not-Stored", "away");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Connection", "close");
        response.setContentType("text/plain");
        response.setContentLength(BODY.length);
        response.getOutputStream().write(BODY);
    }
}
