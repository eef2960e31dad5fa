package xyz.anipub.socketio.adapter.cluster.recovery;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.adapter.ReplayBound;
import xyz.anipub.socketio.adapter.StoredSession;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.cluster.carrier.KeptSession;
import xyz.anipub.socketio.adapter.cluster.carrier.SharedLog;
import xyz.anipub.socketio.adapter.log.EntryId;
import xyz.anipub.socketio.adapter.log.Mark;
import xyz.anipub.socketio.adapter.log.Offset;
import xyz.anipub.socketio.adapter.recovery.Arrival;
import xyz.anipub.socketio.adapter.recovery.Sharing;

/**
 * Brings a session of another node to this one: takes it, has what comes from now on kept for it, and reads from the shared log what
 * it has missed before. No thread waits. Whatever is in doubt ends it: its client comes in anew, then.
 */
final class Takeover {

    /** In which the own and the other node's events have to be in the log. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(10);
    /** In which all is done, waiting for others included. */
    static final Duration LONGEST = Duration.ofSeconds(5);
    /** The log is longer than it promises, and grows meanwhile. */
    private static final int MAX_PAGES = 200;

    private final String namespace;
    private final Sharing sharing;
    private final SharedLog log;
    private final ClusterThreads threads;
    private final String pid;
    private final Offset offset;
    private final ReplayBound bound;
    private volatile @Nullable Arrival arrival;
    private volatile boolean isOver;

    /** @param offset one of another node */
    Takeover(
            String namespace,
            Sharing sharing,
            SharedLog log,
            ClusterThreads threads,
            String pid,
            Offset offset,
            ReplayBound bound) {
        this.namespace = namespace;
        this.sharing = sharing;
        this.log = log;
        this.threads = threads;
        this.pid = pid;
        this.offset = offset;
        this.bound = bound;
    }

    /** Done when the session is here, or will not be; fails if it cannot be had. */
    CompletionStage<?> run(Turns turns) {
        return turns.run(() -> log.take(offset.uid(), pid).thenComposeAsync(this::expect, threads.handlers()))
                .toCompletableFuture()
                .orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> {
                    isOver = true;
                    Arrival expected = arrival;
                    if (failure != null && expected != null) {
                        sharing.turnAway(expected);
                    }
                });
    }

    private CompletionStage<Object> expect(Optional<KeptSession> found) {
        KeptSession session = found.filter(
                        kept -> kept.pid().equals(pid) && kept.namespace().equals(Optional.of(namespace)))
                .orElseThrow(() -> refusal("it is not kept"));
        var standing = session.standing().orElseThrow(() -> refusal("its place was in doubt"));
        Mark from = standing.missedFrom(offset).orElseThrow(() -> refusal("something was for it alone"));
        StoredSession stored = new StoredSession(session.sid(), pid, new HashMap<>(session.data()));
        return until(() -> log.hasHandled(from.uid(), from.count()))
                .thenCompose(heard -> until(() -> {
                    Optional<Arrival> expected =
                            sharing.expect(stored, session.rooms(), from, standing.joined(), bound);
                    arrival = expected.orElse(null);
                    if (isOver) {
                        expected.ifPresent(sharing::turnAway);
                        throw refusal("it took too long");
                    }
                    return expected.isPresent();
                }))
                .thenCompose(expected -> read(Objects.requireNonNull(arrival)));
    }

    private CompletionStage<Object> read(Arrival expected) {
        EntryId from = expected.from().read();
        return until(() -> log.hasAdded(expected.here().count())).thenCompose(added -> read(expected, from, 0));
    }

    private CompletionStage<Object> read(Arrival expected, EntryId from, int page) {
        return log.after(from).thenComposeAsync(entries -> take(expected, entries, page), threads.handlers());
    }

    private CompletionStage<Object> take(Arrival expected, List<SharedLog.Entry> entries, int page) {
        for (SharedLog.Entry each : entries) {
            each.broadcast()
                    .ifPresent(broadcast -> expected.add(
                            each.id(),
                            each.sender(),
                            each.number(),
                            broadcast.event(),
                            broadcast.options(),
                            each.bytes()));
        }
        if (expected.outcome() != RecoveryOutcome.RECOVERED || page == MAX_PAGES || isOver) {
            throw refusal(expected.outcome().toString());
        }
        if (!entries.isEmpty()) {
            return read(expected, entries.get(entries.size() - 1).id(), page + 1);
        }
        // Asked now: nothing went while it was read.
        return log.isKept(expected.from().read()).thenApplyAsync(kept -> arrive(expected, kept), threads.handlers());
    }

    private Object arrive(Arrival expected, boolean isKept) {
        if (!isKept) {
            throw refusal("what it missed is not in the log any more");
        }
        sharing.arrive(expected);
        return expected;
    }

    /** Looks until something is so; fails after a while. */
    private CompletionStage<Object> until(BooleanSupplier condition) {
        CompletableFuture<Object> done = new CompletableFuture<>();
        look(condition, done, System.nanoTime());
        return done;
    }

    private void look(BooleanSupplier condition, CompletableFuture<Object> done, long began) {
        try {
            if (condition.getAsBoolean()) {
                done.complete(true);
            } else if (System.nanoTime() - began >= PATIENCE.toNanos()) {
                done.completeExceptionally(refusal("the log is behind"));
            } else {
                threads.after(LOOK, () -> look(condition, done, began));
            }
        } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
        }
    }

    private static IllegalStateException refusal(String why) {
        return new IllegalStateException(why);
    }
}
