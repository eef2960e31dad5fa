package xyz.anipub.chat.room;

import xyz.anipub.chat.RoomId;

/**
 * That a user belongs to a room, and how far that user has read it.
 *
 * @param lastRead the highest seq the user has read; {@link #ALL_READ} if it is of a version that did not keep it
 */
public record Membership(RoomId room, long lastRead) {

    /** Stands for whatever the room's last seq is. */
    public static final long ALL_READ = Long.MAX_VALUE;
}
