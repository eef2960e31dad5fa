package xyz.anipub.engineio.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.ManualTimers;

class HeartbeatTest {

    private final ManualTimers timers = new ManualTimers();
    private final List<String> events = new ArrayList<>();
    private final Heartbeat heartbeat = new Heartbeat(
            Duration.ofMillis(300),
            Duration.ofMillis(200),
            true,
            timers.asTimers(),
            timers::nanoTime,
            () -> events.add("ping"),
            () -> events.add("expire"));

    @BeforeEach
    void start() {
        heartbeat.start(timers.nanoTime());
    }

    private void advance(int millis) {
        timers.advance(Duration.ofMillis(millis));
    }

    @Test
    void pingsExactlyAfterTheInterval() {
        advance(299);
        assertThat(events).isEmpty();

        advance(1);

        assertThat(events).containsExactly("ping");
    }

    @Test
    void expiresExactlyAfterTheTimeout() {
        advance(499);
        assertThat(events).containsExactly("ping");

        advance(1);

        assertThat(events).containsExactly("ping", "expire");
        assertThat(timers.pending()).isZero();
    }

    @Test
    void startsANewIntervalWithThePong() {
        advance(450);
        heartbeat.restart();

        advance(299);
        assertThat(events).containsExactly("ping");
        advance(1);

        assertThat(events).containsExactly("ping", "ping");
        assertThat(timers.pending()).isOne();
    }

    @Test
    void takesAPongThatNobodyAskedFor() {
        advance(200);
        heartbeat.restart();

        advance(299);

        assertThat(events).isEmpty();
    }

    @Test
    void expiresWhenSomethingArrivesAtTheDeadlineBeforeTheTimer() {
        advance(300);
        timers.oversleep(Duration.ofMillis(200));

        heartbeat.check();

        assertThat(events).containsExactly("ping", "expire");
    }

    @Test
    void countsTheTimeoutFromWhenThePingWasDue() {
        timers.oversleep(Duration.ofMillis(350));
        heartbeat.check();
        assertThat(events).containsExactly("ping");

        advance(149);
        assertThat(events).containsExactly("ping");
        advance(1);

        assertThat(events).containsExactly("ping", "expire");
    }

    @Test
    void givesHalfTheTimeoutAfterAStopOfTheProcess() {
        timers.oversleep(Duration.ofSeconds(60));
        heartbeat.check();

        advance(99);
        assertThat(events).containsExactly("ping");
        advance(1);

        assertThat(events).containsExactly("ping", "expire");
    }

    @Test
    void doesNothingOnceStopped() {
        heartbeat.stop();
        heartbeat.restart();
        timers.oversleep(Duration.ofSeconds(60));
        heartbeat.check();
        advance(1_000);

        assertThat(events).isEmpty();
        assertThat(timers.pending()).isZero();
    }

    @Test
    void waitsForPingsOfAnOlderClientForIntervalAndTimeout() {
        Heartbeat older = listening();
        advance(499);
        older.restart();
        advance(499);
        assertThat(events).isEmpty();

        advance(1);

        assertThat(events).containsExactly("older expires");
        assertThat(timers.pending()).isZero();
    }

    @Test
    void expiresAnOlderClientThatNeverPings() {
        Heartbeat older = listening();
        advance(499);
        assertThat(events).isEmpty();
        timers.oversleep(Duration.ofMillis(1));

        older.check();

        assertThat(events).containsExactly("older expires");
    }

    private Heartbeat listening() {
        heartbeat.stop();
        Heartbeat older = new Heartbeat(
                Duration.ofMillis(300),
                Duration.ofMillis(200),
                false,
                timers.asTimers(),
                timers::nanoTime,
                () -> events.add("older is pinged"),
                () -> events.add("older expires"));
        older.start(timers.nanoTime());
        return older;
    }
}
