package xyz.anipub.chat.realtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import xyz.anipub.socketio.Socket;

/** What the chat does on one event of a client. */
@FunctionalInterface
interface ChatEvent {

    /**
     * Handles one event, on the socket's serial thread, in the order of arrival.
     *
     * @return the fields of the ack, beside {@code ok}; may complete later, on any thread
     * @throws xyz.anipub.chat.ChatException if the event is refused; so may the stage
     */
    CompletionStage<Map<String, Object>> handle(ChatSocket caller, EventArguments arguments);

    /** Lets this handle an event of a socket: its answer is the ack, its failure goes to {@link ErrorReply}. */
    default void bind(Socket socket, String event) {
        socket.on(event, (values, ack) -> {
            try {
                ChatSocket caller = ChatSocket.of(socket);
                EventArguments arguments = new EventArguments(values);
                arguments.requireOwnUserId(caller.userId());
                handle(caller, arguments).whenComplete((fields, failure) -> {
                    if (failure == null) {
                        Map<String, Object> answer = new LinkedHashMap<>();
                        answer.put("ok", true);
                        answer.putAll(fields);
                        ack.send(answer);
                    } else {
                        ErrorReply.send(socket, event, ack, failure);
                    }
                });
            } catch (RuntimeException | Error failure) {
                ErrorReply.send(socket, event, ack, failure);
            }
        });
    }
}
