package xyz.anipub.chat.report;

import java.util.Collection;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;

/** Port to whoever tells moderators live. Neither waits nor throws. */
public interface ReportAnnouncer {

    /**
     * The reports of a room are others now: there is a new one, or one was decided.
     *
     * @param moderators who is told, beside the admins of the site
     * @param open how many are open
     */
    void reportsChanged(RoomId room, Collection<UserId> moderators, long open);
}
