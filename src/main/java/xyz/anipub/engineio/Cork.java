package xyz.anipub.engineio;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

    private static final ThreadLocal<@Nullable Cork> HELD = new ThreadLocal<>();

    private final Set<Session> sessions = new LinkedHashSet<>();
    private final Set<Drainers> drainers = new HashSet<>();

    private Cork() {}

    /**
     * Runs a task; when it has ended, also by an exception, each session that it has sent to is flushed.
     *
     * @return completes once also those have been written to that are left to an engine's drainers, as far as their transports are
     *     ready: on the thread of a drainer, or at once if there is none of them. Within another call, at once
     */
    public static CompletionStage<Void> hold(Runnable sending) {
        if (HELD.get() != null) {
            sending.run();
            return CompletableFuture.completedFuture(null);
        }
        Cork cork = new Cork();
        HELD.set(cork);
        try {
            sending.run();
        } finally {
            HELD.remove();
            flush(cork.sessions.iterator());
        }
        return cork.drained();
    }

    private CompletionStage<Void> drained() {
        return CompletableFuture.allOf(drainers.stream()
                .map(each -> each.drained().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
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
        Cork cork = HELD.get();
        if (cork == null) {
            return false;
        }
        cork.sessions.add(session);
        return true;
    }

    /** One of these is about to write what this thread has sent. */
    static void leaveTo(Drainers drainers) {
        Cork cork = HELD.get();
        if (cork != null) {
            cork.drainers.add(drainers);
        }
    }
}
