package xyz.anipub.chat.message;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * Where messages are kept. Each is read together with the {@linkplain Message#replyTo() quote} of what it answers, as that
 * one is now.
 *
 * <p>Every method waits for the store, for a bounded time, and throws {@link xyz.anipub.chat.UnavailableException} when
 * it cannot be reached; a write that ended so may or may not have happened. What a writing method returned from is
 * stored for good. Safe for use by many threads and nodes.
 */
public interface MessageRepository {

    /** A fresh id, unique across nodes. */
    MessageId nextId();

    /**
     * Inserts messages of one room, in order, until one is refused.
     *
     * @param messages with consecutive {@link Message#seq()}
     */
    Appended append(List<Message> messages);

    /** The highest seq of a room; 0 if it has no message. */
    long lastSeq(RoomId room);

    Optional<Message> find(MessageId id);

    /** Those of these messages that there are, in no order. */
    List<Message> findAll(Collection<MessageId> ids);

    Optional<Message> findByClientId(RoomId room, UserId sender, String clientId);

    /** The newest messages, oldest first. */
    List<Message> newest(RoomId room, int limit);

    /**
     * The newest message of each of these rooms; those without any are missing. One question, and one more for each
     * room that has messages but a bound of 0.
     *
     * @param atLeast for each room a number that is not higher than its highest seq, and 0 only if nothing is known: the
     *     closer, the less is read
     */
    Map<RoomId, Message> newestOfEach(Map<RoomId, Long> atLeast);

    /** The newest messages with a lower seq, oldest first. */
    List<Message> before(RoomId room, long seq, int limit);

    /** The oldest messages with a higher seq, oldest first. */
    List<Message> after(RoomId room, long seq, int limit);

    /** The number of a room's latest change that can be seen; 0 if none of its messages was changed. */
    long lastChange(RoomId room);

    /**
     * What a reader who knows a room up to here has missed, in no order and in one question: the messages from a seq on,
     * the one of that seq included, and those whose latest change has a higher number.
     */
    List<Message> since(RoomId room, long seq, long change, int limit);

    /**
     * Takes the right to announce messages that {@link #append} stored with a clientId. Whatever the number of nodes and
     * retries, one caller gets it, once.
     *
     * @return those of the messages that the caller is to announce
     */
    Set<MessageId> claim(List<MessageId> messages);

    /**
     * What {@link #append} did.
     *
     * @param inserted how many of the messages, from the first on, are stored
     * @param refusal why the next one is not; empty when all are
     */
    record Appended(int inserted, Optional<Refusal> refusal) {}

    /** Which rule the first refused message broke. */
    enum Refusal {
        /** Another node stored a message with this seq first. */
        SEQ_TAKEN,
        /** The sender stored a message with this clientId before. */
        CLIENT_ID_TAKEN
    }
}
