package xyz.anipub.chat.posting;

import java.util.Optional;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.member.Member;

/**
 * The command to post a message, in one of the four ways in which a message can arrive.
 *
 * <p>Content is as the client sent it; {@link MessageService#post} checks and trims it.
 */
public sealed interface PostMessage {

    RoomId room();

    Member sender();

    /** Empty if the command only names a stored message. */
    String content();

    /** The message that is answered. */
    Optional<MessageId> replyTo();

    /** The same with another content. */
    PostMessage with(String newContent);

    /** Store and announce in one step; a repetition with the same clientId finds the stored message. */
    record InOneStep(RoomId room, Member sender, String content, String clientId, Optional<MessageId> replyTo)
            implements PostMessage {

        @Override
        public PostMessage with(String newContent) {
            return new InOneStep(room, sender, newContent, clientId, replyTo);
        }
    }

    /** First of two steps: store, and leave the announcing to the emit that follows, if one can follow. */
    record Stored(RoomId room, Member sender, String content, Optional<MessageId> replyTo) implements PostMessage {

        @Override
        public PostMessage with(String newContent) {
            return new Stored(room, sender, newContent, replyTo);
        }
    }

    /** An emit without a name for the message: announces what the sender stored before, or else stores and announces. */
    record Emitted(RoomId room, Member sender, String content, Optional<MessageId> replyTo) implements PostMessage {

        @Override
        public PostMessage with(String newContent) {
            return new Emitted(room, sender, newContent, replyTo);
        }
    }

    /** An emit that names the message that the sender stored before. */
    record EmittedAgain(RoomId room, Member sender, MessageId message) implements PostMessage {

        @Override
        public String content() {
            return "";
        }

        @Override
        public Optional<MessageId> replyTo() {
            return Optional.empty();
        }

        @Override
        public PostMessage with(String newContent) {
            return this;
        }

        /** The answer if the sender has no such message in the room. */
        public static InvalidFieldException unknown() {
            return new InvalidFieldException(
                    ErrorCode.INVALID, "_id", "You have no message with this _id in this room.");
        }
    }

    /** The command that a REST call means. */
    static PostMessage byRest(
            RoomId room, Member sender, String content, Optional<String> clientId, Optional<MessageId> replyTo) {
        return clientId.<PostMessage>map(id -> new InOneStep(room, sender, content, id, replyTo))
                .orElseGet(() -> new Stored(room, sender, content, replyTo));
    }

    /** The command that an emit without an {@code _id} means. */
    static PostMessage byEmit(
            RoomId room, Member sender, String content, Optional<String> clientId, Optional<MessageId> replyTo) {
        return clientId.<PostMessage>map(id -> new InOneStep(room, sender, content, id, replyTo))
                .orElseGet(() -> new Emitted(room, sender, content, replyTo));
    }
}
