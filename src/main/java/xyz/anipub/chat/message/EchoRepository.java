package xyz.anipub.chat.message;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * Where messages wait that were stored by REST and whose sender may announce them by an emit of its own (design
 * decision 5). The database decides who announces: each claiming method is one atomic step, and a ticket says afterwards
 * who was first.
 *
 * <p>Waits and fails like {@link MessageRepository}.
 */
public interface EchoRepository {

    /**
     * Adds entries, not announced and not echoed. Above the bound the sender's oldest give way, at the latest with the
     * next {@link #deleteAnnouncedBefore}.
     */
    void add(List<Echo> echoes);

    /** What the emits of these senders may find by {@link #claimByContent}, as of now: all of a batch in one question. */
    Set<Awaited> awaited(RoomId room, Set<UserId> senders);

    /** What any emit may find by {@link #claimByContent} of what was added after a time. */
    List<Echo> awaitedSince(Instant time);

    /**
     * Finds the sender's oldest entry with this content that no emit has claimed, and marks it echoed and announced.
     *
     * @param ticket fresh for each claim; see {@link #claimed}
     * @return the message and whether it had been announced before this call
     */
    Optional<Claim> claimByContent(RoomId room, UserId sender, String content, String ticket);

    /**
     * The same for one message. Room and sender must match; an entry that an emit has claimed is found again, as
     * announced.
     */
    Optional<Claim> claimById(RoomId room, UserId sender, MessageId message, String ticket);

    /** What an emit's claim with this ticket found, if it was not answered; empty if it was not done, or not yet. */
    Optional<Claim> claimed(RoomId room, UserId sender, String ticket);

    /**
     * Marks entries announced. Each is given to exactly one ticket, whatever the way it was claimed.
     *
     * @param ticket fresh for each claim; a claim that was not answered is repeated with the same one, and gets the same
     */
    Set<MessageId> claimAnnouncements(List<MessageId> messages, String ticket);

    /** Takes back an emit's claim whose message is not stored yet; twice is no error. */
    void release(MessageId message, String ticket);

    /** Entries not announced and older than the given time, but for those of some rooms, oldest first. */
    List<Echo> unannouncedBefore(Instant time, Collection<RoomId> but, int limit);

    /** Deletes announced entries older than the given time. */
    void deleteAnnouncedBefore(Instant time);

    /** A message that waits for its emit. */
    record Echo(MessageId message, RoomId room, UserId sender, String content, Instant at) {}

    /** A content for which an emit of its sender is awaited. */
    record Awaited(UserId sender, String content) {}

    /** What a claim found. */
    record Claim(MessageId message, boolean alreadyAnnounced) {}
}
