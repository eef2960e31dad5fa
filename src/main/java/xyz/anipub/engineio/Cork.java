package xyz.anipub.engineio;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts off what a thread writes, so that all that it sends to one session leaves in one piece: a write costs the same whatever
 * is in it.
 *
 * <p>What runs meanwhile should only answer and send: a task that waits keeps all of it waiting. Only the calling thread is
 * held up. Another one, as a drainer, may write before; whatever has been queued leaves with it. What is sent to a session that
 * is then closed at once is discarded, like all that waits.
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
            flush(sessions.iterator());
        }
    }

    /** Also those behind one that fails. */
    private static void flush(Iterator<Session> sessions) {
        try {
            while (sessions.hasNext()) {
                sessions.next().flush();
            }
        } finally {
            if (sessions.hasNext()) {
                flush(sessions);
            }
        }
    }

    /** Has this thread flush the session later, if it holds what it writes; false if not. */
    static boolean defers(Session session) {
        Set<Session> held = HELD.get();
        if (held == null) {
            return false;
        }
        held.add(session);
        return true;
    }
}
