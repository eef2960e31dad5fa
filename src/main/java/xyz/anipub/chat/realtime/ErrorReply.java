package xyz.anipub.chat.realtime;

import java.util.LinkedHashMap;
import java.util.Map;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.socketio.Ack;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.cdi.OnFailure;
import xyz.anipub.socketio.cdi.SocketNamespace;

/** Tells a client that its event failed: in the ack if it asked for one, else by a {@code chat_error} event. */
@SocketNamespace
class ErrorReply {

    @OnFailure
    void refused(Socket socket, String event, Ack ack, ChatException refusal) {
        send(socket, event, ack, refusal.code(), String.valueOf(refusal.getMessage()));
    }

    /** A failure that is not the chat's own is a bug; it has been logged. */
    @OnFailure
    void failed(Socket socket, String event, Ack ack, Throwable bug) {
        send(socket, event, ack, ErrorCode.INTERNAL, "Something went wrong on the server.");
    }

    private static void send(Socket socket, String event, Ack ack, ErrorCode code, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code.text());
        error.put("message", message);
        if (ack.isRequested()) {
            ack.send(Map.of("ok", false, "error", error));
        } else {
            error.put("event", event);
            socket.emit(EventNames.CHAT_ERROR, error);
        }
    }
}
