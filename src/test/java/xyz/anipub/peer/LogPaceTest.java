package xyz.anipub.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogPaceTest {

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final LogPace pace = new LogPace(nanoTime::get);

    @Test
    void letsOnePassASecondAndCountsTheOthers() {
        assertThat(pace.pass()).hasValue(0);
        assertThat(pace.pass()).isEmpty();
        nanoTime.addAndGet(999_999_999);
        assertThat(pace.pass()).isEmpty();
        nanoTime.addAndGet(1);
        assertThat(pace.pass()).hasValue(2);
        nanoTime.addAndGet(5_000_000_000L);
        assertThat(pace.pass()).hasValue(0);
    }
}
