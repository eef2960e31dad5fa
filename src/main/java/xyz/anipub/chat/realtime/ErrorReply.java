package xyz.anipub.chat.realtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.socketio.Ack;
import xyz.anipub.socketio.Socket;

/** Tells a client that its event failed: in the ack if it asked for one, else by a {@code chat_error} event. */
final class ErrorReply {

    private static final System.Logger LOG = System.getLogger(ErrorReply.class.getName());

    private ErrorReply() {}

    /** Answers a failed event. A failure that is not the chat's own is a bug: logged, and told as {@code internal}. */
    static void send(Socket socket, String event, Ack ack, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        Map<String, Object> error = new LinkedHashMap<>();
        if (cause instanceof ChatException refusal) {
            error.put("code", refusal.code().text());
            error.put("message", refusal.getMessage());
        } else {
            LOG.log(System.Logger.Level.ERROR, "event " + event + " of socket " + socket.id() + " failed", cause);
            error.put("code", ErrorCode.INTERNAL.text());
            error.put("message", "Something went wrong on the server.");
        }
        if (ack.isRequested()) {
            ack.send(Map.of("ok", false, "error", error));
        } else {
            error.put("event", event);
            socket.emit(EventNames.CHAT_ERROR, error);
        }
    }
}
