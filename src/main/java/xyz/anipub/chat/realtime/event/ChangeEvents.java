package xyz.anipub.chat.realtime.event;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.change.ChangeService;
import xyz.anipub.chat.message.ChangeMessage;
import xyz.anipub.chat.message.MessageNotFoundException;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.socketio.cdi.OnEvent;
import xyz.anipub.socketio.cdi.SocketNamespace;

/** {@code edit_message}, {@code delete_message}, {@code add_reaction} and {@code remove_reaction}. */
@SocketNamespace
class ChangeEvents {

    private final ChangeService changes;

    @Inject
    ChangeEvents(ChangeService changes) {
        this.changes = changes;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ChangeEvents() {
        this(null);
    }

    /** {@code {roomId, messageId, content}}. */
    @OnEvent(EventNames.EDIT_MESSAGE)
    CompletionStage<Map<String, Object>> edit(ChatSocket caller, EventArguments arguments) {
        return changed(new ChangeMessage.Edit(
                arguments.room(), message(arguments), caller.userId(), arguments.text("content")));
    }

    /** {@code {roomId, messageId}}. */
    @OnEvent(EventNames.DELETE_MESSAGE)
    CompletionStage<Map<String, Object>> delete(ChatSocket caller, EventArguments arguments) {
        return changed(new ChangeMessage.Delete(arguments.room(), message(arguments), caller.userId()));
    }

    /** {@code {roomId, messageId, emoji}}. */
    @OnEvent(EventNames.ADD_REACTION)
    CompletionStage<Map<String, Object>> react(ChatSocket caller, EventArguments arguments) {
        return changed(new ChangeMessage.AddReaction(
                arguments.room(), message(arguments), caller.userId(), arguments.text("emoji")));
    }

    /** {@code {roomId, messageId, emoji}}. */
    @OnEvent(EventNames.REMOVE_REACTION)
    CompletionStage<Map<String, Object>> unreact(ChatSocket caller, EventArguments arguments) {
        return changed(new ChangeMessage.RemoveReaction(
                arguments.room(), message(arguments), caller.userId(), arguments.text("emoji")));
    }

    private CompletionStage<Map<String, Object>> changed(ChangeMessage command) {
        return changes.change(command).thenApply(Payloads::okWith);
    }

    private static MessageId message(EventArguments arguments) {
        return MessageNotFoundException.parse(arguments.text("messageId"));
    }
}
