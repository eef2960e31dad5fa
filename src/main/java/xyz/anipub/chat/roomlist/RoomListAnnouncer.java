package xyz.anipub.chat.roomlist;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/** Port to whoever keeps everybody's list of rooms up to date. */
public interface RoomListAnnouncer {

    /**
     * Tells every connection of this node which rooms have changed and which are gone. Called at most once a second, with a bounded
     * number of rooms. Does not wait for receivers and does not throw.
     *
     * <p>Every room told here is public, or was. What belongs to some people only is {@linkplain #announceTo told} to them.
     *
     * @param except whose connections are not told
     */
    void announce(List<RoomNews> changed, List<RoomId> deleted, Set<UserId> except);

    /** Tells connections of some people, on this node, of rooms that have changed, or are gone. */
    void announceTo(Collection<UserId> users, List<RoomNews> changed, List<RoomId> deleted);

    /** Tells connections of some people, on all nodes, that a private room is gone. */
    void announceGone(Collection<UserId> users, RoomId deleted);

    /** Tells all connections of this node but those of its members that a room is gone, which is private now. */
    void announceHidden(Collection<UserId> members, RoomId hidden);

    /**
     * Tells a user's connections, on all nodes, up to which seq that user does not want to see a direct room listed; -1 if it is listed
     * again. Of two such changes at once, connections may hear of them in different orders.
     */
    void announceHiddenBy(UserId user, RoomId room, long upTo);

    /** Who is connected to this node. */
    Set<UserId> here();

    /**
     * Has the other nodes announce rooms that have changed by this one, with what has changed there: each connection hears of all
     * in one packet. Deleted ones they learn of by themselves. Called as often, does not wait and does not throw.
     *
     * @param hidden those that were public before
     */
    void tellOtherNodes(List<RoomId> changed, List<RoomId> hidden);
}
