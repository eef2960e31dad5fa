package xyz.anipub.chat.realtime.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.power.RestrictedException;
import xyz.anipub.chat.power.TooSoonException;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.cdi.OnFailure;
import xyz.anipub.socketio.cdi.SocketNamespace;
import xyz.anipub.socketio.event.Ack;
import xyz.anipub.text.IsoTime;

/** Tells a client that its event failed: in the ack if it asked for one, else by a {@code chat_error} event. */
@SocketNamespace
public class ErrorReply {

    private static final System.Logger LOG = System.getLogger(ErrorReply.class.getName());
    private static final String BUG = "Something went wrong on the server.";

    @OnFailure
    void refused(Socket socket, String event, Ack ack, ChatException refusal) {
        send(socket, event, ack, error(refusal));
    }

    /** A failure that is not the chat's own is a bug; it has been logged. */
    @OnFailure
    void failed(Socket socket, String event, Ack ack, Throwable bug) {
        send(socket, event, ack, ErrorCode.INTERNAL, BUG);
    }

    /** Reports the failure of an event after its handler has returned. */
    public static void send(Socket socket, String event, Ack ack, Throwable failure) {
        send(socket, event, ack, error(socket, event, failure));
    }

    public static void send(Socket socket, String event, Ack ack, ErrorCode code, String message) {
        send(socket, event, ack, error(code, message));
    }

    /** Reports the failure of what nobody waits for. */
    public static void emit(Socket socket, String event, Throwable failure) {
        emit(socket, event, error(socket, event, failure));
    }

    private static void send(Socket socket, String event, Ack ack, Map<String, Object> error) {
        if (ack.isRequested()) {
            ack.send(Map.of("ok", false, "error", error));
        } else {
            emit(socket, event, error);
        }
    }

    private static void emit(Socket socket, String event, Map<String, Object> error) {
        error.put("event", event);
        socket.emit(EventNames.CHAT_ERROR, error);
    }

    private static Map<String, Object> error(Socket socket, String event, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ChatException refusal) {
            return error(refusal);
        }
        LOG.log(System.Logger.Level.ERROR, event + " of socket " + socket.publicId() + " failed", cause);
        socket.namespace().traffic().countFailed();
        return error(ErrorCode.INTERNAL, BUG);
    }

    private static Map<String, Object> error(ChatException refusal) {
        Map<String, Object> error = error(refusal.code(), String.valueOf(refusal.getMessage()));
        if (refusal instanceof RestrictedException restricted) {
            restricted.until().ifPresent(until -> error.put("until", IsoTime.text(until)));
        } else if (refusal instanceof TooSoonException tooSoon) {
            error.put("retryAfter", tooSoon.seconds());
        }
        return error;
    }

    private static Map<String, Object> error(ErrorCode code, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code.text());
        error.put("message", message);
        return error;
    }
}
