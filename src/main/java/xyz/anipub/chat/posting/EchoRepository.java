package xyz.anipub.chat.posting;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageRepository;
import xyz.anipub.chat.message.Posted;

/**
 * Messages that were stored by REST as {@linkplain Posted#openUntil open}: their sender may announce them by an emit of its
 * own (record 19). The database decides who announces: each claiming method is one atomic step, and a ticket says
 * afterwards who was first.
 *
 * <p>Waits and fails like {@link MessageRepository}.
 */
public interface EchoRepository {

    /** What the emits of these senders may find by {@link #claimByContent}, as of now: all of a batch in one question. */
    Set<Awaited> awaited(RoomId room, Set<UserId> senders);

    /** Every open message, in any room, the oldest first. */
    List<Echo> open();

    /**
     * Whether nodes of versions that kept what awaits an emit beside the messages may add to that. Ends it once they have not
     * for a message's time.
     */
    boolean hasFormer(Instant now);

    /**
     * Finds the sender's oldest open message with this content, and closes it: it is announced now, by whoever asked.
     *
     * @param ticket fresh for each claim; see {@link #claimed}
     */
    Optional<Claim> claimByContent(RoomId room, UserId sender, String content, String ticket);

    /** The same for one message. Room and sender must match. */
    Optional<Claim> claimById(RoomId room, UserId sender, MessageId message, String ticket);

    /**
     * What an emit's claim with this ticket found, if it was not answered; empty if it was not done, or not yet.
     *
     * @param sent when it was sent
     */
    Optional<Claim> claimed(RoomId room, UserId sender, String ticket, Instant sent);

    /**
     * Marks open messages announced. Each is given to exactly one ticket, whatever the way it was claimed.
     *
     * @param ticket fresh for each claim; a claim that was not answered is repeated with the same one, and gets the same
     */
    Set<MessageId> claimAnnouncements(List<MessageId> messages, String ticket);

    /** Open ones that are not announced and open until before the given time, but for those of some rooms, oldest first. */
    List<Echo> unannouncedBefore(Instant until, Collection<RoomId> but, int limit);

    /**
     * Closes those of these that have been announced.
     *
     * @return which those were
     */
    Set<MessageId> close(Collection<MessageId> messages);

    /** Closes all that have been announced and were open until before the given time. */
    void closeBefore(Instant until);

    /** An open message. */
    record Echo(MessageId message, RoomId room, UserId sender, String content, Instant until) {}

    /** A content for which an emit of its sender is awaited. */
    record Awaited(UserId sender, String content) {}

    /** What a claim found. */
    record Claim(Message message, boolean alreadyAnnounced) {}
}
