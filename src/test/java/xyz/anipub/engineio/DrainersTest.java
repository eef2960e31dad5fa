package xyz.anipub.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.session.PreparedMessage;

class DrainersTest {

    private static final int MESSAGES = 2_000;

    private final ManualTimers timers = new ManualTimers();
    private final RecordingTransport transport = new RecordingTransport();
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private Session open(Executor writers, RecordingTransport to) {
        return engine(writers).open(SessionTest.request(), to);
    }

    private Engine engine(Executor writers) {
        return engine(writers, 2);
    }

    private Engine engine(Executor writers, int drainers) {
        return new Engine(
                EngineConfig.standard().with().drainers(drainers).build(),
                new RecordingListener(),
                new EngineThreads(Runnable::run, writers, Runnable::run, timers));
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
    void sayWhenWhatATaskHasSentHasLeft() {
        List<RecordingTransport> transports =
                Stream.generate(RecordingTransport::new).limit(6).toList();
        Engine engine = engine(tasks::add);
        List<Session> sessions = transports.stream()
                .map(to -> engine.open(SessionTest.request(), to))
                .toList();

        CompletionStage<Void> left = Departure.of(() -> sessions.forEach(session -> {
            session.queue(List.of(PreparedMessage.text("a")));
            session.flushSoon();
        }));
        List<List<String>> whenLeft = new ArrayList<>();
        left.thenRun(() -> transports.forEach(each -> whenLeft.add(List.copyOf(each.messages()))));
        while (!tasks.isEmpty()) {
            assertThat(left).isNotDone();
            tasks.remove().run();
        }

        assertThat(left).isCompleted();
        assertThat(whenLeft).hasSize(6).containsOnly(List.of("a"));
        assertThat(transports).allSatisfy(each -> assertThat(each.messages()).containsExactly("a"));
    }

    @Test
    void areAwaitedBehindWhoDoesNotRead() {
        Engine engine = engine(tasks::add, 1);
        RecordingTransport stalled = new RecordingTransport();
        Session reading = engine.open(SessionTest.request(), transport);
        Session deaf = engine.open(SessionTest.request(), stalled);
        stalled.hold();

        CompletionStage<Void> left = Departure.of(() -> List.of(deaf, reading).forEach(session -> {
            session.queue(List.of(PreparedMessage.text("a")));
            session.flushSoon();
        }));
        tasks.remove().run();
        CompletionStage<Void> later = Departure.of(() -> List.of(deaf, reading).forEach(session -> {
            session.queue(List.of(PreparedMessage.text("b")));
            session.flushSoon();
        }));
        tasks.remove().run();

        assertThat(left).isCompleted();
        assertThat(later).isCompleted();
        assertThat(transport.messages()).containsExactly("a", "b");
        assertThat(stalled.messages()).containsExactly("a");
    }

    @Test
    void areNotAwaitedWhereNothingIsLeftToThem() {
        Session session = open(tasks::add, transport);

        CompletionStage<Void> left = Departure.of(() -> {
            session.queue(List.of(PreparedMessage.text("a")));
            session.flush();
        });

        assertThat(left).isCompleted();
        assertThat(transport.messages()).containsExactly("a");
    }

    @Test
    void shareTheFramesOfSessionsThatGetTheSame() {
        List<PreparedMessage> messages = List.of(PreparedMessage.text("a"), PreparedMessage.text("b"));
        List<KeepingTransport> transports = List.of(new KeepingTransport(), new KeepingTransport());
        Engine engine = engine(tasks::add, 1);
        for (KeepingTransport to : transports) {
            Session session = engine.open(SessionTest.request(), to);
            session.queue(messages);
            session.flushSoon();
        }

        tasks.remove().run();

        assertThat(transports.get(0).last).hasSize(2).isSameAs(transports.get(1).last);
    }

    private static final class KeepingTransport extends RecordingTransport {

        private @Nullable List<EncodedPacket> last;

        @Override
        public void write(List<EncodedPacket> batch) {
            last = batch;
            super.write(batch);
        }
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
        CompletionStage<Void> left = Departure.of(() -> {
            for (Session each : List.of(failing, session)) {
                each.queue(List.of(PreparedMessage.text("a")));
                each.flushSoon();
            }
        });

        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> tasks.remove().run());
        tasks.remove().run();

        assertThat(transport.messages()).containsExactly("a");
        assertThat(failing.isOpen()).isFalse();
        assertThat(left).isCompleted();
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
        List<RecordingTransport> transports = new ArrayList<>();
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            transports.add(new RecordingTransport());
            sessions.add(open(writers, transports.get(i)));
        }
        List<Thread> senders = new ArrayList<>();
        for (int sender = 0; sender < 4; sender++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < MESSAGES / 4; i++) {
                    PreparedMessage message = PreparedMessage.text("m");
                    sessions.forEach(session -> session.queue(List.of(message)));
                    sessions.forEach(Session::flushSoon);
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
        writers.shutdown();
    }
}
