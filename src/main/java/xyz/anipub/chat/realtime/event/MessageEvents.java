package xyz.anipub.chat.realtime.event;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.MessageNotFoundException;
import xyz.anipub.chat.posting.MessageService;
import xyz.anipub.chat.posting.PostMessage;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.socketio.cdi.OnEvent;
import xyz.anipub.socketio.cdi.SocketNamespace;

/** {@code send_message}. */
@SocketNamespace
class MessageEvents {

    private final MessageService messages;

    @Inject
    MessageEvents(MessageService messages) {
        this.messages = messages;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected MessageEvents() {
        this(null);
    }

    /** {@code {roomId, content, clientId?, replyTo?}}, or {@code {roomId, _id}} for a message stored by REST. */
    @OnEvent(EventNames.SEND_MESSAGE)
    CompletionStage<Map<String, Object>> sendMessage(ChatSocket caller, EventArguments arguments) {
        RoomId room = arguments.room();
        Optional<String> stored = arguments.optionalText("_id");
        PostMessage command = stored.<PostMessage>map(id -> new PostMessage.EmittedAgain(
                        room, caller.member(), MessageId.parse(id).orElseThrow(PostMessage.EmittedAgain::unknown)))
                .orElseGet(() -> PostMessage.byEmit(
                        room,
                        caller.member(),
                        arguments.text("content"),
                        arguments.optionalText("clientId"),
                        arguments.optionalText("replyTo").map(MessageNotFoundException::parse)));
        return messages.post(command).thenApply(Payloads::okWith);
    }
}
