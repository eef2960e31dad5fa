package xyz.anipub.socketio.adapter.cluster.recovery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Limits how many tasks are under way at a time; the others wait, first come, first served. Thread-safe; nobody blocks. */
final class Turns {

    private final int most;
    private final Duration patience;
    private final Executor executor;
    private final Queue<CompletableFuture<Boolean>> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * @param patience whoever waits for longer is refused
     * @param executor where tasks begin
     */
    Turns(int most, Duration patience, Executor executor) {
        this.most = most;
        this.patience = patience;
        this.executor = executor;
    }

    /** @return fails with a {@link java.util.concurrent.TimeoutException} if its turn does not come; then the task never begins */
    <T> CompletionStage<T> run(Supplier<CompletionStage<T>> task) {
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        boolean isFree;
        synchronized (this) {
            isFree = underWay < most;
            if (isFree) {
                underWay++;
            } else {
                waiting.add(turn);
            }
        }
        if (isFree) {
            turn.complete(true);
        }
        return turn.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .thenComposeAsync(mine -> begin(task), executor);
    }

    private <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> task) {
        try {
            return task.get().whenComplete((done, failure) -> end());
        } catch (RuntimeException | Error e) {
            end();
            throw e;
        }
    }

    /** One that has lost its patience does not want its turn any more. */
    private void end() {
        CompletableFuture<Boolean> next;
        do {
            synchronized (this) {
                next = waiting.poll();
                if (next == null) {
                    underWay--;
                    return;
                }
            }
        } while (!next.complete(true));
    }
}
