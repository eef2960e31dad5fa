package xyz.anipub.chat.message;

import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.change.ChangeService;

/**
 * The command to change a stored message, in one of four ways.
 *
 * <p>Texts are as the client sent them; {@link ChangeService#change} checks them.
 */
public sealed interface ChangeMessage {

    RoomId room();

    MessageId message();

    /** Who asks for it. */
    UserId user();

    /** Gives a message of the user's own another content. */
    record Edit(RoomId room, MessageId message, UserId user, String content) implements ChangeMessage {}

    /** Leaves only a tombstone of a message of the user's own. */
    record Delete(RoomId room, MessageId message, UserId user) implements ChangeMessage {}

    /** Answers any message with an emoji. */
    record AddReaction(RoomId room, MessageId message, UserId user, String emoji) implements ChangeMessage {}

    /** Takes such an answer back. */
    record RemoveReaction(RoomId room, MessageId message, UserId user, String emoji) implements ChangeMessage {}
}
