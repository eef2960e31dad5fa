package xyz.anipub.chat.message;

import java.util.Optional;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.room.Member;

/**
 * The command to post a message, in one of the four ways in which a message can arrive.
 *
 * <p>Content is as the client sent it; {@link MessageService#post} checks and trims it.
 */
public sealed interface PostMessage {

    RoomId room();

    Member sender();

    /** Store and announce in one step; a repetition with the same clientId finds the stored message. */
    record InOneStep(RoomId room, Member sender, String content, String clientId) implements PostMessage {}

    /** First of two steps: store, and leave the announcing to the emit that follows, if one can follow. */
    record Stored(RoomId room, Member sender, String content) implements PostMessage {}

    /** An emit without a name for the message: announces what the sender stored before, or else stores and announces. */
    record Emitted(RoomId room, Member sender, String content) implements PostMessage {}

    /** An emit that names the message that the sender stored before. */
    record EmittedAgain(RoomId room, Member sender, MessageId message) implements PostMessage {}

    /** The command that a REST call means. */
    static PostMessage byRest(RoomId room, Member sender, String content, Optional<String> clientId) {
        return clientId.<PostMessage>map(id -> new InOneStep(room, sender, content, id))
                .orElseGet(() -> new Stored(room, sender, content));
    }

    /** The command that an emit without an {@code _id} means. */
    static PostMessage byEmit(RoomId room, Member sender, String content, Optional<String> clientId) {
        return clientId.<PostMessage>map(id -> new InOneStep(room, sender, content, id))
                .orElseGet(() -> new Emitted(room, sender, content));
    }
}
