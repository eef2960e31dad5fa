package xyz.anipub.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.session.Timers;

class TimersTest {

    private final ManualTimers clock = new ManualTimers();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> events = new ArrayList<>();

    @Test
    void leaveWhatIsDueToTheExecutor() {
        new Timers(clock, tasks::add).schedule(() -> events.add("late"), 10, TimeUnit.MILLISECONDS);

        clock.advance(Duration.ofMillis(10));
        assertThat(events).isEmpty();
        tasks.remove().run();

        assertThat(events).containsExactly("late");
    }

    @Test
    void forgetWhatIsCancelled() {
        Future<?> deadline =
                new Timers(clock, tasks::add).schedule(() -> events.add("late"), 10, TimeUnit.MILLISECONDS);

        deadline.cancel(false);
        clock.advance(Duration.ofMillis(10));

        assertThat(tasks).isEmpty();
    }

    @Test
    void doItThemselvesOnceTheExecutorIsShutDown() {
        Timers timers = new Timers(clock, task -> {
            throw new RejectedExecutionException();
        });

        timers.schedule(() -> events.add("late"), 10, TimeUnit.MILLISECONDS);
        clock.advance(Duration.ofMillis(10));

        assertThat(events).containsExactly("late");
    }

    /** Whatever a session's deadline does, pings and the end included, the clock's thread does nothing of it. */
    @Test
    void measureForASessionAndDoNothingOfItsWork() {
        RecordingListener listener = new RecordingListener();
        RecordingTransport transport = new RecordingTransport();
        Engine engine = new Engine(
                EngineConfig.standard(),
                listener,
                new EngineThreads(Runnable::run, tasks::add, Runnable::run, clock),
                clock::nanoTime);
        Session session = engine.open(SessionTest.request(), transport);
        int before = transport.batches().size();

        clock.advance(Duration.ofSeconds(25));
        assertThat(transport.batches()).hasSize(before);
        runTasks();
        assertThat(transport.batches()).hasSize(before + 1);
        clock.advance(Duration.ofSeconds(20));
        assertThat(session.isOpen()).isTrue();
        runTasks();

        assertThat(session.isOpen()).isFalse();
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
