package xyz.anipub.engineio;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Where an engine's work is done. All of it belongs to the caller, who ends it after the engine.
 *
 * @param listener runs the listener, which may wait: must not refuse work before {@link Engine#close()} has returned, and
 *     may have a bounded number of threads. Each session occupies at most one, a handshake one while the application is
 *     asked.
 * @param writers write to one session after another, do what is due by a deadline, and never wait for a peer
 * @param compressors run tasks that only compute, and may refuse them
 * @param timers only hand on to {@code writers} what is due, so that one thread serves any number of sessions
 */
public record EngineThreads(
        Executor listener, Executor writers, Executor compressors, ScheduledExecutorService timers) {

    /**
     * One executor for all but the timers. Answers to polls, pings among them, and broadcasts wait while all its threads
     * do.
     */
    public static EngineThreads of(Executor executor, ScheduledExecutorService timers) {
        return new EngineThreads(executor, executor, executor, timers);
    }
}
