package xyz.anipub.chat.room;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * Where rooms and memberships are kept.
 *
 * <p>Every method waits for the store, for a bounded time, and throws {@link xyz.anipub.chat.UnavailableException} when
 * it cannot be reached. What a writing method returned from is stored for good. Safe for use by many threads and nodes.
 */
public interface RoomRepository {

    /** A fresh id, unique across nodes. */
    RoomId nextId();

    /** @throws RoomNameTakenException if a room has that name, ignoring case */
    void create(Room room);

    Optional<Room> find(RoomId id);

    /** Those of the rooms that exist, in one question; in any order. */
    List<Room> findAll(Collection<RoomId> ids);

    /** Those of the rooms that were active last, last active first. */
    List<Room> lastActive(Collection<RoomId> ids, int limit);

    /**
     * Gives a room another name and description.
     *
     * @return the room as it is now; empty if there is none
     * @throws RoomNameTakenException if another room has that name, ignoring case
     */
    Optional<Room> edit(RoomId id, String name, String description);

    /**
     * Rooms, last active first.
     *
     * @param nameContains only rooms whose name contains this, ignoring case; empty for all
     * @param after the cursor of the page before, if any
     * @throws xyz.anipub.chat.InvalidFieldException if it is no cursor
     */
    Page<Room> list(String nameContains, Optional<String> after, int limit);

    /** Moves {@link Room#updatedAt()} and {@link Room#seqAtLeast()} forward, never back. */
    void touch(RoomId id, Instant activeAt, long seq);

    /**
     * Makes a user a member who has read all that is in the room at this moment. Adding twice is no error and refreshes
     * name and image only.
     *
     * @return whether the membership is new
     */
    boolean addMember(RoomId room, Member member);

    /** Ends a membership, if there is one. */
    void removeMember(RoomId room, UserId user);

    /** Those of the given users who are members. */
    Set<UserId> membersAmong(RoomId room, Collection<UserId> users);

    /**
     * Members who are called so, by the {@linkplain xyz.anipub.text.NameKey form} in which names are compared. Of several with
     * the same name one is told.
     *
     * @param nameKeys of which those that are nobody's are missing in the answer
     */
    Map<String, Member> membersNamed(RoomId room, Collection<String> nameKeys);

    /**
     * Members in the order of their ids.
     *
     * @param after the cursor of the page before, if any
     * @throws xyz.anipub.chat.InvalidFieldException if it is no cursor
     */
    Page<Member> members(RoomId room, Optional<String> after, int limit);

    long memberCount(RoomId room);

    /**
     * Who belongs to each of these rooms, in one question. Rooms without members are missing.
     *
     * @param limit of members told for each room
     */
    Map<RoomId, Members> membersOf(Collection<RoomId> rooms, int limit);

    /**
     * Who belongs to a room.
     *
     * @param first the first ones in the order of their ids
     * @param count how many they all are
     */
    record Members(List<UserId> first, long count) {}

    /** Whether one user is a member. */
    default boolean isMember(RoomId room, UserId user) {
        return !membersAmong(room, List.of(user)).isEmpty();
    }
}
