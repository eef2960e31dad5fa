package xyz.anipub.chat.message;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.node.NodeId;

/**
 * Where messages are kept. Each is read together with the {@linkplain Message#replyTo() quote} of what it answers, as that
 * one is now.
 *
 * <p>Every method waits for the store, for a bounded time, and throws {@link xyz.anipub.chat.UnavailableException} when
 * it cannot be reached; a write that ended so may or may not have happened. What a writing method returned from is
 * stored for good. Safe for use by many threads and nodes.
 */
public interface MessageRepository {

    /** That somebody tries to post, by what the client calls it. */
    record Attempt(RoomId room, UserId sender, String clientId) {}

    /** Those of these attempts that have been stored. */
    default Set<Attempt> attempted(Collection<Attempt> attempts) {
        return attempts.stream()
                .filter(each -> findByClientId(each.room(), each.sender(), each.clientId())
                        .isPresent())
                .collect(Collectors.toSet());
    }

    /** A fresh id, unique across nodes. */
    MessageId nextId();

    /**
     * Inserts messages of one room, in order, until one is refused. Whose insert is stored has the right to announce. A write may be shared with other rooms: what a
     * refusal in one of those stands before is not inserted, nor refused.
     *
     * @param messages with consecutive {@link Message#seq()}
     * @throws xyz.anipub.chat.StoreAwayException if nothing was sent to the store
     * @throws RuntimeException every other one leaves open whether, from the first on, some are stored or will be; see
     *     {@link #landed}
     */
    Appended insert(List<Posted> messages);

    /** The same for messages that nobody has begun to announce: who finds one does it. */
    default Appended append(List<Message> messages) {
        return insert(messages.stream()
                .map(message -> new Posted(message, Optional.of(NodeId.NONE)))
                .toList());
    }

    /**
     * Asks for messages whose {@link #insert} was not answered. Reads what is stored for good; what can be seen and may
     * yet be rolled back is pending.
     */
    Landed landed(Collection<MessageId> ids);

    /** For how long a write that was not answered may still reach the store and be done, at most. */
    Duration landing();

    /** The highest seq of a room; 0 if it has no message. */
    long lastSeq(RoomId room);

    Optional<Message> find(MessageId id);

    /** Those of these messages that there are, in no order. */
    List<Message> findAll(Collection<MessageId> ids);

    Optional<Posted> findPosted(MessageId id);

    Optional<Posted> findByClientId(RoomId room, UserId sender, String clientId);

    /** The newest messages, oldest first. */
    List<Message> newest(RoomId room, int limit);

    /**
     * The newest message of each of these rooms; those without any so high are missing. One question, and one more for each
     * room that has messages but a bound of 0.
     *
     * @param atLeast for each room a number that is not higher than its highest seq, or else nothing is found, and 0 only if nothing
     *     is known: the closer, the less is read
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
     * Takes the right to announce a message over from a node that has ended. Of all who try, one gets it.
     *
     * @param to a node that has not had the right to this message before; it may repeat a call that was not answered
     * @return whether it has the right now
     */
    boolean takeOver(MessageId message, NodeId from, NodeId to);

    /** Those of these messages that a node has still the right to announce. */
    Set<MessageId> heldBy(NodeId node, Collection<MessageId> messages);

    /**
     * What {@link #insert} did.
     *
     * @param inserted how many of the messages, from the first on, are stored
     * @param refused whether the next one is not because its sender stored a message with its clientId before, or else
     *     because another node stored a message with its seq first; if not, and not all are stored, it was not tried
     */
    record Appended(int inserted, boolean refused) {}

    /**
     * What became of an {@link #insert}.
     *
     * @param stored those that are stored for good, in no order
     * @param pending whether others can be seen
     */
    record Landed(List<Message> stored, boolean pending) {

        public Landed {
            stored = List.copyOf(stored);
        }
    }
}
