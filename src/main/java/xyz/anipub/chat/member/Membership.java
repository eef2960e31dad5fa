package xyz.anipub.chat.member;

import xyz.anipub.chat.RoomId;

/**
 * That a user belongs to a room, and how far that user has read it.
 *
 * @param lastRead the highest seq the user has read
 * @param from the first seq that the user may read
 * @param moderator whether the user was made a moderator; the room says who its owners are
 */
public record Membership(RoomId room, long lastRead, long from, boolean moderator) {

    /** Of a plain member who may read all. */
    public Membership(RoomId room, long lastRead) {
        this(room, lastRead, 1, false);
    }
}
