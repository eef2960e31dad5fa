package xyz.anipub.socketio.cdi;

import jakarta.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.DisconnectReason;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.event.Ack;

/**
 * One call of a handler method: all that its parameters can be made of.
 *
 * @param text the name of the event that failed, or what happened at a disconnection
 */
record Call(
        Socket socket,
        List<JsonValue> arguments,
        @Nullable Ack ack,
        @Nullable DisconnectReason reason,
        @Nullable String text,
        @Nullable Throwable failure) {

    static Call connection(Socket socket) {
        return new Call(socket, List.of(socket.handshake().auth()), null, null, null, null);
    }

    static Call event(Socket socket, List<JsonValue> arguments, @Nullable Ack ack) {
        return new Call(socket, arguments, ack, null, null, null);
    }

    static Call disconnection(Socket socket, DisconnectReason reason, String detail) {
        return new Call(socket, List.of(), null, reason, detail, null);
    }

    static Call failure(Socket socket, String event, Ack ack, Throwable failure) {
        return new Call(socket, List.of(), ack, null, event, failure);
    }
}
