package xyz.anipub.chat;

import xyz.anipub.peer.Rate;

/**
 * How much of a node one user may take, whatever the number of pages and programs.
 *
 * @param actions events and REST requests together; one beyond is refused
 * @param joins of rooms, by event or REST: each tells everybody there
 * @param maxSockets at the same time. The next one is refused rather than the oldest put out: two pages that put each
 *     other out would come back for ever. It counts connections that are lost and not yet noticed, too
 */
public record UserLimits(Rate actions, Rate joins, int maxSockets) {

    public UserLimits {
        if (maxSockets < 1) {
            throw new IllegalArgumentException("a user needs a socket");
        }
    }

    /** 600 actions and 200 joins at once, 60 and 10 a second in the long run, 100 sockets. */
    public static UserLimits standard() {
        return new UserLimits(new Rate(600, 60), new Rate(200, 10), 100);
    }
}
