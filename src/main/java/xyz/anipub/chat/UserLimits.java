package xyz.anipub.chat;

import xyz.anipub.peer.Rate;

/**
 * How much one user may take, whatever the number of pages and programs, and of nodes that reach each other.
 *
 * @param actions events and REST requests together; one beyond is refused
 * @param joins of rooms, by event or REST: each tells everybody there
 * @param entries into rooms by their members, whom it makes present there: after a lost connection a page enters all that
 *     it was in
 * @param rooms that are created, renamed or described anew: each is told to everybody on the server
 * @param searches of messages and of rooms, and markings of all rooms as read: each reads much of the store
 * @param maxSockets at the same time. The next one is refused rather than the oldest put out: two pages that put each
 *     other out would come back for ever. It counts connections that are lost and not yet noticed, too
 */
public record UserLimits(Rate actions, Rate joins, Rate entries, Rate rooms, Rate searches, int maxSockets) {

    public UserLimits {
        if (maxSockets < 1) {
            throw new IllegalArgumentException("a user needs a socket");
        }
    }

    /** With the usual rates of the rest. */
    public UserLimits(Rate actions, Rate joins, int maxSockets) {
        this(
                actions,
                joins,
                standard().entries(),
                standard().rooms(),
                standard().searches(),
                maxSockets);
    }

    /**
     * 600 actions, 200 joins, 600 entries, 50 rooms and 10 searches at once, 60, 10, 20, 1 and 1 a second in the long run,
     * 100 sockets.
     */
    public static UserLimits standard() {
        return new UserLimits(
                new Rate(600, 60), new Rate(200, 10), new Rate(600, 20), new Rate(50, 1), new Rate(10, 1), 100);
    }
}
