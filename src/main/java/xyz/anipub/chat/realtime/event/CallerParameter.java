package xyz.anipub.chat.realtime.event;

import jakarta.enterprise.context.Dependent;
import jakarta.json.JsonValue;
import java.util.List;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.cdi.ParameterSource;

/** Gives handler methods the caller; what is logged of the event names him. */
@Dependent
class CallerParameter implements ParameterSource<ChatSocket> {

    @Override
    public ChatSocket get(Socket socket, List<JsonValue> arguments) {
        return ChatSocket.of(socket).logged();
    }
}
