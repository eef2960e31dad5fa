package xyz.anipub.chat.adopt;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.member.Member;

/**
 * Port to what has been taken over of which room.
 *
 * <p>Each method waits for the store and throws {@link xyz.anipub.chat.UnavailableException} if it gives no answer in time; it may be
 * repeated then.
 */
public interface AdoptedRooms {

    /** Of those of the rooms that have been begun. */
    Map<RoomId, Adopted> find(Collection<RoomId> rooms);

    void save(Adopted adopted);

    /**
     * Makes them members who have read all up to a number; who is one stays as he is. The number of the room's members follows.
     *
     * @param since when they joined, as far as that is known
     */
    void addMembers(RoomId room, List<Member> members, long lastRead, Instant since);
}
