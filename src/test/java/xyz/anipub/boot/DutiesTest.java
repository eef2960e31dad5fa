package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.UnavailableException;

class DutiesTest {

    private static final Duration SOON = Duration.ofMillis(1);

    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(2);
    private final Duties duties = new Duties(threads);
    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void stop() {
        held.countDown();
        threads.shutdownNow();
    }

    @Test
    void holdsUpNoChainForOneThatWaitsForTheStore() {
        AtomicInteger slow = new AtomicInteger();
        AtomicInteger other = new AtomicInteger();
        duties.every(SOON, () -> {
            slow.incrementAndGet();
            await(held);
        });
        duties.every(SOON, other::incrementAndGet);
        Awaitility.await().until(() -> other.get() > 10);
        assertThat(slow).as("runs of one chain never overlap").hasValue(1);
    }

    @Test
    void goesOnBehindADutyThatFails() {
        AtomicInteger failing = new AtomicInteger();
        AtomicInteger behind = new AtomicInteger();
        duties.every(
                SOON,
                () -> {
                    failing.incrementAndGet();
                    throw new UnavailableException("away");
                },
                () -> {
                    throw new IllegalStateException("a bug");
                },
                behind::incrementAndGet);
        Awaitility.await().until(() -> behind.get() > 5);
        assertThat(failing.get()).isGreaterThan(5);
    }

    @Test
    void startsNothingMoreOnceItIsStopped() {
        AtomicInteger runs = new AtomicInteger();
        duties.every(SOON, runs::incrementAndGet);
        Awaitility.await().until(() -> runs.get() > 0);
        duties.stop();
        threads.shutdown();
        assertThat(threads.getQueue()).as("what would run again").allMatch(task -> ((Future<?>) task).isCancelled());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
