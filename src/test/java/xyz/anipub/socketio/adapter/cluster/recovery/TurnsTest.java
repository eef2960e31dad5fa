package xyz.anipub.socketio.adapter.cluster.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final List<String> begun = new ArrayList<>();

    private CompletableFuture<String> run(Turns turns, String name, CompletableFuture<String> task) {
        return turns.run(() -> {
                    begun.add(name);
                    return task;
                })
                .toCompletableFuture();
    }

    @Test
    void soManyAreUnderWayAndTheOthersFollow() {
        Turns turns = new Turns(1, Duration.ofHours(1), Runnable::run);
        CompletableFuture<String> first = new CompletableFuture<>();
        run(turns, "first", first);
        CompletableFuture<String> second = run(turns, "second", CompletableFuture.failedFuture(new RuntimeException()));
        CompletableFuture<String> third = run(turns, "third", CompletableFuture.completedFuture("done"));
        assertThat(begun).containsExactly("first");
        first.complete("done");
        assertThat(begun).containsExactly("first", "second", "third");
        assertThat(second).isCompletedExceptionally();
        assertThat(third).isCompletedWithValue("done");
    }

    @Test
    void whoWaitsTooLongNeverBeginsAndHoldsNobodyUp() {
        Turns turns = new Turns(1, Duration.ofMillis(1), Runnable::run);
        CompletableFuture<String> first = new CompletableFuture<>();
        run(turns, "first", first);
        CompletableFuture<String> late = run(turns, "late", new CompletableFuture<>());
        await().until(late::isCompletedExceptionally);
        first.complete("done");
        CompletableFuture<String> next = run(turns, "next", CompletableFuture.completedFuture("done"));
        await().until(next::isDone);
        assertThat(begun).containsExactly("first", "next");
    }
}
