package xyz.anipub.chat.room;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.Retention;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPolicy.History;
import xyz.anipub.chat.power.RoomPolicy.Who;

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
     * Changes a room in one step; what is not given stays as it is at that moment.
     *
     * @return the room as it is now; empty if there is none
     * @throws RoomNameTakenException if another room has that name, ignoring case
     */
    Optional<Room> edit(RoomId id, Change change);

    /** The same of its name and description. */
    default Optional<Room> edit(RoomId id, Optional<String> name, Optional<String> description) {
        return edit(id, new Change(name, description, false, Optional.empty()));
    }

    /**
     * What is to be another in a room.
     *
     * @param name empty if it stays
     * @param description empty if it stays
     * @param keeps whether the retention is to be another, too
     * @param retention then: how long messages are kept, empty for the server's rule
     * @param governing how it is governed
     */
    record Change(
            Optional<String> name,
            Optional<String> description,
            boolean keeps,
            Optional<Retention> retention,
            Governing governing) {

        public Change(
                Optional<String> name, Optional<String> description, boolean keeps, Optional<Retention> retention) {
            this(name, description, keeps, retention, Governing.AS_BEFORE);
        }

        /** Of how long messages are kept, and nothing else. */
        public static Change keeping(Optional<Retention> retention) {
            return new Change(Optional.empty(), Optional.empty(), true, retention);
        }
    }

    /** What is to be another in how a room is governed; what is empty stays. */
    record Governing(
            Optional<Who> posting, Optional<Duration> slowMode, Optional<Who> invites, Optional<History> history) {

        /** Of all but what new members may read. */
        public Governing(Optional<Who> posting, Optional<Duration> slowMode, Optional<Who> invites) {
            this(posting, slowMode, invites, Optional.empty());
        }

        public static final Governing AS_BEFORE = new Governing(Optional.empty(), Optional.empty(), Optional.empty());

        /** What a policy becomes by it. */
        public RoomPolicy of(RoomPolicy before) {
            return new RoomPolicy(
                    before.kind(),
                    before.visibility(),
                    posting.orElse(before.posting()),
                    slowMode.orElse(before.slowMode()),
                    invites.orElse(before.invites()),
                    history.orElse(before.history()),
                    before.publicFrom(),
                    before.owners());
        }
    }

    /**
     * Public rooms, last active first.
     *
     * @param nameContains only rooms whose name contains this, ignoring case; empty for all
     * @param after the cursor of the page before, if any
     * @throws xyz.anipub.chat.InvalidFieldException if it is no cursor
     */
    Page<Room> list(String nameContains, Optional<String> after, int limit);

    /**
     * Moves {@link Room#updatedAt()} and {@link Room#seqAtLeast()} of many rooms forward, never back, in one question for
     * some hundred of them. Rooms that are gone are passed over. If it fails, some may have been moved; it may be repeated.
     */
    void touch(Map<RoomId, Activity> active);

    /**
     * What happened last in a room.
     *
     * @param seq the number of its newest message
     */
    record Activity(Instant at, long seq) {

        /** The later of both in each respect. */
        public Activity latest(Activity other) {
            return new Activity(at.isAfter(other.at) ? at : other.at, Math.max(seq, other.seq));
        }
    }

    /**
     * Makes a user a member who has read all that is in the room at this moment. Adding twice is no error and refreshes
     * name and image, if they are others. A new membership counts in {@link Room#memberCount()}.
     *
     * @return whether the membership is new
     */
    default boolean addMember(RoomId room, Member member) {
        return addMember(room, member, 1);
    }

    /** Stands for what is posted after somebody has become a member. */
    long FROM_NOW = 0;

    /**
     * The same of who may not read all.
     *
     * @param from the first seq that a new member may read, or {@link #FROM_NOW}
     */
    boolean addMember(RoomId room, Member member, long from);

    /**
     * Hides a public room. Its name is free then.
     *
     * @return the room as it is now; empty if there is none, or it is hidden
     */
    Optional<Room> hide(RoomId id);

    /**
     * Shows a private room.
     *
     * @param publicFrom the first seq that others than those who are members now may read
     * @return the room as it is now; empty if there is none, or it is shown
     * @throws RoomNameTakenException if another room has its name, ignoring case
     */
    Optional<Room> show(RoomId id, Optional<String> name, long publicFrom);

    /** Under the name that it has. */
    default Optional<Room> show(RoomId id, long publicFrom) {
        return show(id, Optional.empty(), publicFrom);
    }

    /** Says from where on others may read a public room; empty if there is none. */
    Optional<Room> publicFrom(RoomId id, long seq);

    /** Ends a membership, if there is one, which counts no more. */
    void removeMember(RoomId room, UserId user);

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

    /** Counts all members one by one, for rooms that are not {@linkplain Room#isCounted() counted}. */
    long countMembers(RoomId room);

    /**
     * All members of these rooms in the order of their ids, in one question. Rooms without members are missing.
     *
     * @param rooms such as have few members: all of them are read
     */
    Map<RoomId, List<UserId>> allMembers(Collection<RoomId> rooms);
}
