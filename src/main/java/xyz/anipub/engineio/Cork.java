package xyz.anipub.engineio;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts off what a thread writes, so that all that it sends to one session leaves in one piece: a write costs the same whatever
 * is in it.
 *
 * <p>Only the calling thread is held up. Another one, as a drainer, may write before; whatever has been queued leaves with it. What
 * is sent to a session that is then closed at once is discarded, like all that waits.
 */
public final class Cork {

    private static final ThreadLocal<@Nullable Set<Session>> HELD = new ThreadLocal<>();

    private Cork() {}

    /** Runs a task; when it has ended, also by an exception, each session that it has sent to is flushed. */
    public static void hold(Runnable sending) {
        if (HELD.get() != null) {
            sending.run();
            return;
        }
        Set<Session> sessions = new LinkedHashSet<>();
        HELD.set(sessions);
        try {
            sending.run();
        } finally {
            HELD.remove();
            sessions.forEach(Session::flush);
        }
    }

    /** Whether this thread flushes the session later. */
    static boolean holds(Session session) {
        Set<Session> held = HELD.get();
        if (held == null) {
            return false;
        }
        held.add(session);
        return true;
    }
}
