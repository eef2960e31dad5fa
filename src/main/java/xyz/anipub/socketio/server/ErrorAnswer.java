package xyz.anipub.socketio.server;

import java.util.LinkedHashMap;
import java.util.Map;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.event.Ack;

/** How a failed event is answered where the application does not say it: {@code {"error":{"code","message"}}}, in this order. */
final class ErrorAnswer {

    private ErrorAnswer() {}

    /** The client's fault: it is told what. */
    static void invalidArgument(Socket socket, String event, Ack ack, Throwable failure) {
        send(ack, "invalid_argument", String.valueOf(failure.getMessage()));
    }

    /** The client's fault: it has to wait. */
    static void rateLimited(Socket socket, String event, Ack ack, Throwable failure) {
        send(ack, "rate_limited", String.valueOf(failure.getMessage()));
    }

    /** The server's fault: the details stay in the log. */
    static void internal(Socket socket, String event, Ack ack, Throwable failure) {
        send(ack, "internal", "Something went wrong on the server.");
    }

    private static void send(Ack ack, String code, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        ack.send(Map.of("error", error));
    }
}
