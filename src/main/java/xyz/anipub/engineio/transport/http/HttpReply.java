package xyz.anipub.engineio.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;

/** The status lines, headers and small bodies of protocol sections 1.2 and 1.5. */
public final class HttpReply {

    private static final byte[] OK = "ok".getBytes(StandardCharsets.UTF_8);

    /** The content type of a binary payload, in both directions. */
    public static final String BINARY = "application/octet-stream";

    /** The content type of any other payload that is sent. */
    public static final String TEXT = "text/plain; charset=UTF-8";

    /** The content type of a script, without which a browser that must not guess would not run it. */
    public static final String SCRIPT = "text/javascript; charset=UTF-8";

    private HttpReply() {}

    /** The headers of a poll's response, with the body's length in bytes. */
    public static void payload(HttpServletRequest request, HttpServletResponse response, String type, int length) {
        headers(request, response, type, length);
    }

    /** The whole answer to a POST. */
    public static void ok(HttpServletRequest request, HttpServletResponse response) throws IOException {
        headers(request, response, "text/html", OK.length);
        response.getOutputStream().write(OK);
        response.flushBuffer();
    }

    /** A refusal by the protocol's table. */
    public static void rejection(HttpServletResponse response, HandshakeRejectedException rejection)
            throws IOException {
        byte[] body = rejection.toJson().getBytes(StandardCharsets.UTF_8);
        response.setStatus(rejection.error().status());
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** A refusal of a WebSocket: always 400, and the bare message. */
    public static void refusedUpgrade(HttpServletResponse response, HandshakeRejectedException rejection)
            throws IOException {
        byte[] body = rejection.reply().getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setHeader("Connection", "close");
        response.setContentType("text/html");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** A status without a body. */
    public static void empty(HttpServletResponse response, int status) {
        response.setStatus(status);
        response.setContentLength(0);
    }

    private static void headers(
            HttpServletRequest request, HttpServletResponse response, String contentType, int length) {
        response.setContentType(contentType);
        response.setContentLength(length);
        response.setHeader("cache-control", "no-store");
        String agent = request.getHeader("User-Agent");
        if (agent != null && (agent.contains(";MSIE") || agent.contains("Trident/"))) {
            response.setHeader("X-XSS-Protection", "0");
        }
    }
}
