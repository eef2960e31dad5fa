package xyz.anipub.chat.message;

import java.util.List;
import xyz.anipub.chat.RoomId;

/** Port to whoever keeps everybody's list of rooms up to date. */
public interface RoomListAnnouncer {

    /**
     * Tells every connection which rooms have changed and which are gone. Called at most once a second, with a bounded
     * number of rooms. Does not wait for receivers and does not throw.
     *
     * <p>Every room told here is public. What belongs to some people only must not come this way: it is for their own
     * delivery lists.
     */
    void announce(List<RoomNews> changed, List<RoomId> deleted);
}
