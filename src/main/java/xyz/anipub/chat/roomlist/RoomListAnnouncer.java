package xyz.anipub.chat.roomlist;

import java.util.List;
import xyz.anipub.chat.RoomId;

/** Port to whoever keeps everybody's list of rooms up to date. */
public interface RoomListAnnouncer {

    /**
     * Tells every connection of this node which rooms have changed and which are gone. Called at most once a second, with a bounded
     * number of rooms. Does not wait for receivers and does not throw.
     *
     * <p>Every room told here is public. What belongs to some people only must not come this way: it is for their own
     * delivery lists.
     */
    void announce(List<RoomNews> changed, List<RoomId> deleted);

    /**
     * Has the other nodes announce rooms that have changed by this one, with what has changed there: each connection hears of all
     * in one packet. Deleted ones they learn of by themselves. Called as often, does not wait and does not throw.
     */
    void tellOtherNodes(List<RoomId> changed);
}
