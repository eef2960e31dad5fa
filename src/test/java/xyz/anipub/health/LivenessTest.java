package xyz.anipub.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.server.ServerFixture;

/** When a process is not worth going on with, and what is said of it. */
class LivenessTest {

    private final ServerFixture fixture = new ServerFixture();
    private final AtomicLong clock = new AtomicLong();
    private final Deque<long[]> deadlocks = new ArrayDeque<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final Liveness liveness = new Liveness(
            fixture.engine(),
            () -> {
                looks.incrementAndGet();
                return deadlocks.poll();
            },
            clock::get);

    private List<String> told() {
        List<String> told = new ArrayList<>();
        liveness.checks().forEach(check -> told.add(check.toJson().toString()));
        return told;
    }

    @Test
    void isLiveWhileItTakesConnections() {
        assertThat(told())
                .containsExactly("{\"name\":\"engine\",\"status\":\"UP\"}", "{\"name\":\"threads\",\"status\":\"UP\"}");
        fixture.engine().close();
        assertThat(told()).contains("{\"name\":\"engine\",\"status\":\"DOWN\",\"data\":{\"reason\":\"stopped\"}}");
    }

    /** Whoever asks often does not stop all threads each time. */
    @Test
    void looksForDeadlocksNowAndThen() {
        for (int i = 0; i < 100; i++) {
            told();
        }
        assertThat(looks).hasValue(1);
        deadlocks.add(new long[] {1, 2});
        clock.addAndGet(TimeUnit.SECONDS.toNanos(5));
        assertThat(told()).contains("{\"name\":\"threads\",\"status\":\"DOWN\",\"data\":{\"reason\":\"deadlock\"}}");
        assertThat(looks).hasValue(2);
    }
}
