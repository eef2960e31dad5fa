package xyz.anipub.socketio.connection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.ManualTimers;

class PendingAcksTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualTimers timers = new ManualTimers();
    private final PendingAcks acks = new PendingAcks(2, new Timeouts(EngineThreads.of(Runnable::run, timers)));

    @Test
    void forgetWhatHasEnded() {
        CompletableFuture<List<JsonValue>> answered = acks.expect(1, SECOND);
        CompletableFuture<?> late = acks.expect(2, SECOND);
        acks.complete(1, List.of());
        timers.advance(SECOND);
        assertThat(acks.size()).isZero();
        assertThat(answered).isCompletedWithValue(List.of());
        assertThat(late).isCompletedExceptionally();
        assertThat(timers.pending()).isZero();
    }

    @Test
    void forgetAllOnClose() {
        acks.expect(1, SECOND);
        acks.expect(2, SECOND);
        acks.close();
        acks.close();
        assertThat(acks.size()).isZero();
        assertThat(timers.pending()).isZero();
    }

    @Test
    void failAtOnceWithoutTimers() {
        ScheduledThreadPoolExecutor stopped = new ScheduledThreadPoolExecutor(1);
        stopped.shutdownNow();
        PendingAcks orphaned = new PendingAcks(2, new Timeouts(EngineThreads.of(Runnable::run, stopped)));
        assertThat(orphaned.expect(1, SECOND))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(RejectedExecutionException.class);
        assertThat(orphaned.size()).isZero();
    }
}
