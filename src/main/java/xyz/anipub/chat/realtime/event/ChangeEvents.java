package xyz.anipub.chat.realtime.event;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.change.ChangeService;
import xyz.anipub.chat.message.ChangeMessage;
import xyz.anipub.chat.message.MessageNotFoundException;
import xyz.anipub.chat.moderation.MessageModeration;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.socketio.cdi.OnEvent;
import xyz.anipub.socketio.cdi.SocketNamespace;

/** {@code edit_message}, {@code delete_message}, {@code pin_message} and the like. */
@SocketNamespace
class ChangeEvents {

    private final ChangeService changes;
    private final MessageModeration moderation;

    @Inject
    ChangeEvents(ChangeService changes, MessageModeration moderation) {
        this.changes = changes;
        this.moderation = moderation;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ChangeEvents() {
        this(null, null);
    }

    /** {@code {roomId, messageId, content}}. */
    @OnEvent(EventNames.EDIT_MESSAGE)
    CompletionStage<Map<String, Object>> edit(ChatSocket caller, EventArguments arguments) {
        return changed(new ChangeMessage.Edit(
                arguments.room(), message(arguments), caller.userId(), arguments.text("content")));
    }

    /** {@code {roomId, messageId, reason?}}; of others' messages by moderators. */
    @OnEvent(EventNames.DELETE_MESSAGE)
    CompletionStage<Map<String, Object>> delete(ChatSocket caller, EventArguments arguments) {
        String reason = arguments.optionalText("reason").orElse("");
        return moderation
                .delete(arguments.room(), message(arguments), caller.actor(), reason)
                .thenApply(Payloads::okWith);
    }

    /** {@code {roomId, messageId}}, by moderators. */
    @OnEvent(EventNames.PIN_MESSAGE)
    CompletionStage<Map<String, Object>> pin(ChatSocket caller, EventArguments arguments) {
        return moderation
                .pin(arguments.room(), message(arguments), caller.actor())
                .thenApply(Payloads::okWith);
    }

    /** The same. */
    @OnEvent(EventNames.UNPIN_MESSAGE)
    CompletionStage<Map<String, Object>> unpin(ChatSocket caller, EventArguments arguments) {
        return moderation
                .unpin(arguments.room(), message(arguments), caller.actor())
                .thenApply(Payloads::okWith);
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
