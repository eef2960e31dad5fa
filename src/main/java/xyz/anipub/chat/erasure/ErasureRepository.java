package xyz.anipub.chat.erasure;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * Where traces of people are found, by reading each room from its first message on, as far as one question may read. There is no index
 * of messages by their senders, for which every post would pay.
 *
 * <p>Waits and fails like {@link xyz.anipub.chat.room.RoomRepository}.
 */
public interface ErasureRepository {

    /** The walk that has begun, if there is one. */
    Optional<ErasureRun> run();

    /** Keeps a new one, unless there is one. @return whether it did */
    boolean begin(ErasureRun run);

    /** Keeps how far it has come, unless another node has meanwhile. @return whether it did */
    boolean save(ErasureRun run);

    /** It has come to the end, unless another node has gone on with it meanwhile. @return whether it did */
    boolean endRun(ErasureRun run);

    /** Rooms in the order of their ids. @param after the last of those that were read before */
    List<RoomId> rooms(Optional<RoomId> after, int limit);

    /**
     * Messages of a stretch of a room that name these people, by their seq: as sender by another name than {@link ErasedPerson#NAME},
     * as mentioned, or as who reacted; and what the silenced ones among them have written and is no tombstone.
     *
     * @param after the seq behind which it begins
     * @param upTo the last seq, not much higher
     */
    List<Trace> traces(RoomId room, long after, long upTo, Set<UserId> users, Set<UserId> silenced, int limit);

    /** Who of these is named as sender of messages of a stretch, by another name than {@link ErasedPerson#NAME}. */
    Set<UserId> named(RoomId room, long after, long upTo, Set<UserId> users);

    /** Messages of these in a stretch are from now on as by {@link ErasedPerson#NAME}, without a picture. */
    void rename(RoomId room, long after, long upTo, Set<UserId> users);

    /** Takes away what says whom somebody blocks or has asked, or who blocks, has asked, muted, banned or put out this one; and all codes that this one has handed on. */
    void removeTies(UserId user);

    /** Who has been a moderator of the room for longest, of its members; those are first who joined first. */
    List<UserId> moderators(RoomId room, UserId except, int limit);

    /** Those members who joined first, the first one first. Reads all members, some thousand at a time. */
    List<UserId> firstMembers(RoomId room, UserId except, int limit);

    /** A message that names somebody. */
    record Trace(MessageId message, long seq) {}
}
