package xyz.anipub.chat.member;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.chat.Page;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/**
 * Memberships as their users see them, and members by name.
 *
 * <p>Waits and fails like {@code RoomRepository}. How far something is read is stored for good but for a loss of power,
 * after which the last marks may have to be made again.
 */
public interface MembershipRepository {

    /** Those of the given users who are members; nobody is one of a room that is not there. */
    Set<UserId> membersAmong(RoomId room, Collection<UserId> users);

    /** Those of the given users who are members and may read the message of this seq. */
    Set<UserId> readersAmong(RoomId room, Collection<UserId> users, long seq);

    /** Whether one user is a member. */
    default boolean isMember(RoomId room, UserId user) {
        return !membersAmong(room, List.of(user)).isEmpty();
    }

    /** The memberships of a user in some rooms, in one question; in any order. */
    List<Membership> of(UserId user, Collection<RoomId> rooms);

    /**
     * All memberships of a user in the order of the rooms' ids.
     *
     * @param after the cursor of the page before, if any
     * @throws xyz.anipub.chat.InvalidFieldException if it is no cursor
     */
    Page<Membership> of(UserId user, Optional<String> after, int limit);

    /**
     * Moves forward how far a member has read, never back.
     *
     * @param seq at most the room's highest
     * @return empty if the user is no member
     */
    Optional<Marked> markRead(RoomId room, UserId user, long seq);

    /** The same for many members and rooms, in one question for some hundred; whoever is no member is passed over. */
    void markRead(Collection<Mark> marks);

    /** That a member has read a room up to a seq. */
    record Mark(RoomId room, UserId user, long seq) {}

    /**
     * Members whose name begins with a text, ignoring case, in the order of their names.
     *
     * @param after the cursor of the page before, if any
     * @throws xyz.anipub.chat.InvalidFieldException if it is no cursor
     */
    Page<Member> named(RoomId room, String start, Optional<String> after, int limit);

    /**
     * What marking did.
     *
     * @param lastRead the highest seq the member has read now
     * @param moved whether that is news
     */
    record Marked(long lastRead, boolean moved) {}
}
