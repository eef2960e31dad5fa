package xyz.anipub.chat.member;

import xyz.anipub.chat.RoomId;

/**
 * That a user belongs to a room, and how far that user has read it.
 *
 * @param lastRead the highest seq the user has read
 * @param from the first seq that the user may read
 */
public record Membership(RoomId room, long lastRead, long from) {

    /** Of who may read all. */
    public Membership(RoomId room, long lastRead) {
        this(room, lastRead, 1);
    }
}
