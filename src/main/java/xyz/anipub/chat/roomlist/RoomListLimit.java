package xyz.anipub.chat.roomlist;

/**
 * How much one packet of the live room list may tell.
 *
 * @param rooms changed ones, and as many deleted ones; the rest waits for the next second
 */
public record RoomListLimit(int rooms) {

    public RoomListLimit {
        if (rooms < 1) {
            throw new IllegalArgumentException("anipub.room.list-max must be at least 1.");
        }
    }

    /** 50 rooms. */
    public static RoomListLimit standard() {
        return new RoomListLimit(50);
    }
}
