package xyz.anipub.socketio.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TurnQueueTest {

    private final TurnQueue turns = new TurnQueue();
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsWhatIsBroughtWithinATurnAfterIt() {
        turns.run(() -> {
            turns.run(() -> ran.add("second"));
            ran.add("first");
        });
        turns.run(() -> ran.add("third"));
        assertThat(ran).containsExactly("first", "second", "third");
    }

    @Test
    void goesOnAfterAFailure() {
        turns.run(() -> {
            turns.run(() -> ran.add("second"));
            throw new StackOverflowError();
        });
        turns.run(() -> ran.add("third"));
        assertThat(ran).containsExactly("second", "third");
    }

    @Test
    void runsEachOnceAndNeverTwoAtATime() throws InterruptedException {
        int[] count = {0};
        ExecutorService threads = Executors.newFixedThreadPool(3);
        for (int thread = 0; thread < 3; thread++) {
            threads.execute(() -> {
                for (int i = 0; i < 10_000; i++) {
                    turns.run(() -> count[0]++);
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(count[0]).isEqualTo(30_000);
    }
}
