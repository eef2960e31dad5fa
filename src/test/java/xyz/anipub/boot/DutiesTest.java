package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import xyz.anipub.chat.StoreAwayException;
import xyz.anipub.chat.UnavailableException;

class DutiesTest {

    private static final Duration SOON = Duration.ofMillis(1);

    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(1);
    private final Duties duties = new Duties(threads);
    private final CountDownLatch held = new CountDownLatch(1);

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Logger log = Logger.getLogger(Duties.class.getName());
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        log.addHandler(recorder);
    }

    @AfterEach
    void stop() {
        log.removeHandler(recorder);
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

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhetherTheDatabaseIsAwayOrOnlyGaveNoAnswer(RuntimeException failure, String said) {
        AtomicInteger runs = new AtomicInteger();
        duties.every(SOON, () -> {
            if (runs.incrementAndGet() < 5) {
                throw failure;
            }
        });
        Awaitility.await().until(() -> runs.get() > 5);
        assertThat(logged).hasSize(2).first().asString().startsWith(said);
        assertThat(logged.get(1)).isEqualTo("The database answers again.");
    }

    static Stream<Arguments> failures() {
        MongoException slow = new MongoExecutionTimeoutException(50, "operation exceeded time limit");
        MongoException nobody = new MongoTimeoutException("Timed out while waiting for a server that matches");
        String noAnswer = "The database gave no answer";
        String away = "The database is away";
        return Stream.of(
                Arguments.of(new UnavailableException("slow", slow), noAnswer),
                Arguments.of(
                        new StoreAwayException("no connection is free", new MongoTimeoutException("busy")), noAnswer),
                Arguments.of(new xyz.anipub.auth.UnavailableException(slow), noAnswer),
                Arguments.of(new xyz.anipub.auth.UnavailableException("indexes are being built"), noAnswer),
                Arguments.of(new StoreAwayException("away", nobody), away),
                Arguments.of(new StoreAwayException("away a moment ago"), away),
                Arguments.of(new xyz.anipub.auth.UnavailableException(nobody), away));
    }

    @Test
    void eachChainHasAThreadHoweverManyThereAre() {
        CountDownLatch running = new CountDownLatch(5);
        for (int chain = 0; chain < 5; chain++) {
            duties.every(SOON, () -> {
                running.countDown();
                await(held);
            });
        }
        Awaitility.await().until(() -> running.getCount() == 0);
    }

    @Test
    void saysSoWhenWhatGaveNoAnswerIsAway() {
        AtomicInteger runs = new AtomicInteger();
        duties.every(SOON, () -> {
            throw runs.incrementAndGet() == 1
                    ? new UnavailableException("slow", new MongoExecutionTimeoutException(50, "exceeded"))
                    : new StoreAwayException("away");
        });
        Awaitility.await().until(() -> runs.get() > 5);
        assertThat(logged).hasSize(2).last().asString().startsWith("The database is away");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
