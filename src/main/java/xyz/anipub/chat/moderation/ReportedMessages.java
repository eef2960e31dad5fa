package xyz.anipub.chat.moderation;

import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.RoomId;

/** What has been reported. Waits and fails like {@link xyz.anipub.chat.room.RoomRepository}. */
public interface ReportedMessages {

    /**
     * Whether a report of this message of this room is kept, whoever made it and whatever was decided about it: who decides first
     * and deletes then, or thinks better of it, can do so for as long as the report is kept.
     */
    boolean isReported(RoomId room, MessageId message);
}
