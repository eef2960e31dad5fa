package xyz.anipub.chat.realtime.event;

import jakarta.enterprise.context.Dependent;
import jakarta.json.JsonValue;
import java.util.List;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.cdi.ParameterSource;

/** Gives handler methods what came with the event, once it is sure that it claims to be of nobody but the caller. */
@Dependent
class ArgumentsParameter implements ParameterSource<EventArguments> {

    @Override
    public EventArguments get(Socket socket, List<JsonValue> arguments) {
        EventArguments fields = new EventArguments(arguments);
        fields.requireOwnUserId(ChatSocket.of(socket).userId());
        return fields;
    }
}
