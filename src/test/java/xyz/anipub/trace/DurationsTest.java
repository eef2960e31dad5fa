package xyz.anipub.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DurationsTest {

    private final Durations durations = new Durations();

    @Test
    void eachCountsInTheFirstClassThatTakesIt() {
        durations.count(-1);
        durations.count(TimeUnit.MILLISECONDS.toNanos(1));
        durations.count(TimeUnit.MILLISECONDS.toNanos(1) + 1);
        durations.count(TimeUnit.MINUTES.toNanos(1));

        assertThat(durations.counts())
                .hasSize(Durations.bounds().size() + 1)
                .startsWith(2L, 1L, 0L)
                .endsWith(0L, 1L);
        assertThat(durations.sum()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(2) + 1 + TimeUnit.MINUTES.toNanos(1));
    }

    @Test
    void boundsAscend() {
        assertThat(Durations.bounds()).isSorted().doesNotHaveDuplicates();
    }
}
