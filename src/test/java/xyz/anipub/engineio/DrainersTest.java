package xyz.anipub.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.queue.Rest;

class DrainersTest {

    private static final int MESSAGES = 2_000;

    /** The first one shares with nobody. */
    private static final int MANY = Drainers.MANY + 1;

    private static final Duration WRITE = Duration.ofNanos(50_000);
    private static final Duration REST = WRITE.multipliedBy(MANY).dividedBy(2);

    private final ManualTimers timers = new ManualTimers();
    private final RecordingTransport transport = new RecordingTransport();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Session> sessions = new ArrayList<>();

    private Session open(Executor writers, RecordingTransport to) {
        return engine(writers, 2).open(SessionTest.request(), to);
    }

    private Engine engine(Executor writers, int drainers) {
        return engine(writers, timers, timers::nanoTime, drainers);
    }

    private static Engine engine(
            Executor writers, ScheduledExecutorService timers, LongSupplier nanoTime, int drainers) {
        return new Engine(
                EngineConfig.standard().with().drainers(drainers).build(),
                new RecordingListener(),
                new EngineThreads(Runnable::run, writers, Runnable::run, timers),
                nanoTime);
    }

    @Test
    void writeWhatHasGatheredInOnePiece() {
        Session session = open(tasks::add, transport);

        for (String each : List.of("a", "b", "c")) {
            session.queue(List.of(PreparedMessage.text(each)));
            session.flushSoon();
        }
        assertThat(transport.messages()).isEmpty();
        assertThat(tasks).hasSize(1);
        tasks.remove().run();

        assertThat(transport.batches()).hasSize(2);
        assertThat(transport.messages()).containsExactly("a", "b", "c");
    }

    @Test
    void takeASessionAgainThatHasBeenWrittenTo() {
        Session session = open(tasks::add, transport);
        session.queue(List.of(PreparedMessage.text("a")));
        session.flushSoon();
        tasks.remove().run();

        session.queue(List.of(PreparedMessage.text("b")));
        session.flushSoon();
        tasks.remove().run();

        assertThat(transport.messages()).containsExactly("a", "b");
        assertThat(tasks).isEmpty();
    }

    @Test
    void goOnAfterOneThatFails() {
        Engine engine = engine(tasks::add, 1);
        Session failing = engine.open(SessionTest.request(), new FailingTransport());
        Session session = engine.open(SessionTest.request(), transport);
        for (Session each : List.of(failing, session)) {
            each.queue(List.of(PreparedMessage.text("a")));
            each.flushSoon();
        }

        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> tasks.remove().run());
        tasks.remove().run();

        assertThat(transport.messages()).containsExactly("a");
        assertThat(failing.isOpen()).isFalse();
    }

    @Test
    void restAfterATurnInWhichManyGotTheSame() {
        List<SlowTransport> transports = fill(MANY);
        sendToAll("a", "b");
        runNext();
        sendToAll("c");

        timers.advance(REST.minusNanos(1));
        sendToAll("d");
        assertThat(tasks).isEmpty();
        timers.advance(Duration.ofNanos(1));
        runNext();

        assertThat(transports).allSatisfy(each -> {
            assertThat(each.messages()).containsExactly("a", "b", "c", "d");
            assertThat(each.batches()).hasSize(3);
        });
    }

    @Test
    void restNoLongerThanIsSaid() {
        fill(Drainers.TURN);
        sendToAll("a", "b");
        runNext();
        sendToAll("c");

        timers.advance(Duration.ofNanos(Rest.MAX_NANOS));

        assertThat(tasks).hasSize(1);
    }

    @Test
    void doNotRestAfterATurnInWhichFewGotTheSame() {
        fill(MANY - 1);
        sendToAll("a", "b");
        runNext();

        sendToAll("c");

        assertThat(tasks).hasSize(1);
    }

    @Test
    void doNotRestWhereASinglePacketWaitsForEach() {
        fill(2 * MANY);
        sendToAll("a");
        runNext();

        sendToAll("b");

        assertThat(tasks).hasSize(1);
    }

    @Test
    void doNotRestWhenNothingWasWrittenForAWhile() {
        fill(MANY);
        sendToAll("a", "b");
        runNext();
        timers.advance(REST);

        sendToAll("c");

        assertThat(tasks).hasSize(1);
    }

    @Test
    void goOnWithoutARestWhenTheClockHasStopped() {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        List<SlowTransport> transports = fill(engine(tasks::add, clock, timers::nanoTime, 1), MANY);
        sendToAll("a", "b");
        runNext();
        clock.shutdownNow();

        sendToAll("c");
        // The first one was written to by this thread.
        runNext();

        assertThat(transports).allSatisfy(each -> assertThat(each.messages()).containsExactly("a", "b", "c"));
    }

    @Test
    void goOnAfterARestWhenThereIsNoThread() {
        boolean[] none = {false};
        Executor writers = task -> {
            if (none[0]) {
                throw new OutOfMemoryError("unable to create native thread, planted");
            }
            tasks.add(task);
        };
        List<SlowTransport> transports = fill(engine(writers, 1), MANY);
        sendToAll("a", "b");
        runNext();
        sendToAll("c");

        none[0] = true;
        timers.advance(REST);

        assertThat(transports).allSatisfy(each -> assertThat(each.messages()).containsExactly("a", "b", "c"));
    }

    @Test
    void shareTheFramesOfSessionsThatGetTheSame() {
        List<SlowTransport> transports = fill(2);
        sendToAll("a", "b");
        runNext();

        assertThat(transports.get(0).last).isSameAs(transports.get(1).last);
    }

    private List<SlowTransport> fill(int sessions) {
        return fill(engine(tasks::add, 1), sessions);
    }

    private List<SlowTransport> fill(Engine engine, int sessions) {
        List<SlowTransport> transports = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            SlowTransport to = new SlowTransport();
            transports.add(to);
            this.sessions.add(engine.open(SessionTest.request(), to));
        }
        return transports;
    }

    private void sendToAll(String... texts) {
        List<PreparedMessage> messages =
                Stream.of(texts).map(PreparedMessage::text).toList();
        sessions.forEach(session -> {
            session.queue(messages);
            session.flushSoon();
        });
    }

    private void runNext() {
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
    }

    /** Needs {@link #WRITE} for each batch. */
    private final class SlowTransport extends RecordingTransport {

        private @Nullable List<EncodedPacket> last;

        @Override
        public void write(List<EncodedPacket> batch) {
            timers.oversleep(WRITE);
            last = batch;
            super.write(batch);
        }
    }

    /** Breaks its promise when it is given a message. */
    private static final class FailingTransport implements Transport {

        @Override
        public TransportType type() {
            return TransportType.WEBSOCKET;
        }

        @Override
        public void open(Session session) {
            session.ready(this);
            session.ready(this);
        }

        @Override
        public void write(List<EncodedPacket> batch) {
            if (batch.get(0).packet() instanceof Packet.Text) {
                throw new OutOfMemoryError("planted");
            }
        }

        @Override
        public void close(Runnable closed) {
            closed.run();
        }

        @Override
        public void abort() {
            // There is nothing to let go of.
        }
    }

    @Test
    void writeHereWhenThereIsNobodyElseToDoIt() {
        Session session = open(
                task -> {
                    throw new RejectedExecutionException();
                },
                transport);

        session.queue(List.of(PreparedMessage.text("a")));
        session.flushSoon();

        assertThat(transport.messages()).containsExactly("a");
    }

    @Test
    void forgetNobodyWhileManyAreAddedByMany() throws InterruptedException {
        ExecutorService writers = Executors.newFixedThreadPool(2);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        Engine engine = engine(writers, clock, System::nanoTime, 2);
        List<RecordingTransport> transports = new ArrayList<>();
        for (int i = 0; i < 4 * Drainers.MANY; i++) {
            transports.add(new RecordingTransport());
            sessions.add(engine.open(SessionTest.request(), transports.get(i)));
        }
        List<Thread> senders = new ArrayList<>();
        for (int sender = 0; sender < 4; sender++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < MESSAGES / 8; i++) {
                    sendToAll("m", "m");
                }
            });
            senders.add(thread);
            thread.start();
        }
        for (Thread thread : senders) {
            thread.join();
        }

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(transports)
                .allSatisfy(each -> assertThat(each.messages()).hasSize(MESSAGES)));
        clock.shutdownNow();
        writers.shutdown();
    }
}
