package xyz.anipub.engineio.transport.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.RecordingListener;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.packet.PayloadBody;
import xyz.anipub.engineio.transport.http.SuspendedRequest;

class HttpPollTest {

    private static final byte[] LONG = "x".repeat(2_000).getBytes(StandardCharsets.UTF_8);

    private final SuspendedRequest container = new SuspendedRequest(Map.of("Accept-Encoding", "gzip"));
    private final Queue<Runnable> compressions = new ArrayDeque<>();
    private final List<String> broken = new ArrayList<>();

    private HttpPoll poll(Executor compressor) {
        Engine engine = new Engine(
                EngineConfig.standard(),
                new RecordingListener(),
                new EngineThreads(
                        handler -> {
                            throw new AssertionError("the handlers' threads may be waiting for a database");
                        },
                        Runnable::run,
                        compressor,
                        new ManualTimers()));
        HttpPoll poll = HttpPoll.suspend(
                container.request, container.response, engine, Optional.empty(), () -> broken.add("broken"));
        container.touches().clear();
        return poll;
    }

    private static PayloadBody payload(byte[] content) {
        return new PayloadBody(content, false);
    }

    @Test
    void compressesAwayFromTheAnsweringThreadAndFromTheHandlers() throws Exception {
        HttpPoll poll = poll(compressions::add);

        poll.answer(payload(LONG), true);
        assertThat(container.touches()).isEmpty();
        compressions.remove().run();

        assertThat(new GZIPInputStream(new ByteArrayInputStream(container.body())).readAllBytes())
                .isEqualTo(LONG);
        assertThat(container.touches())
                .contains("setHeader[Content-Encoding, gzip]")
                .endsWith("complete");
    }

    @Test
    void leavesAsItIsWhatCannotBeCompressedInTime() {
        HttpPoll poll = poll(refused -> {
            throw new RejectedExecutionException();
        });

        poll.answer(payload(LONG), true);

        assertThat(container.body()).isEqualTo(LONG);
        assertThat(container.touches()).noneMatch(touch -> touch.contains("Content-Encoding"));
    }

    @Test
    void answersAPingAtOnce() {
        HttpPoll poll = poll(compressions::add);

        poll.answer(payload(new byte[] {'2'}), false);

        assertThat(container.body()).containsExactly('2');
        assertThat(compressions).isEmpty();
    }

    @Test
    void writesNothingToARequestThatEndedWhileItsAnswerWasCompressed() {
        HttpPoll poll = poll(compressions::add);
        poll.answer(payload(LONG), true);

        container.complete();
        compressions.remove().run();

        assertThat(container.touches()).isEmpty();
    }

    @Test
    void refusesNothingThatHasEnded() {
        HttpPoll poll = poll(compressions::add);
        poll.leaveService();

        container.complete();
        poll.headers(Map.of("X-Late", "1"));
        poll.refuse();

        assertThat(container.touches()).isEmpty();
    }

    @Test
    void tellsOfABreakAndWritesNothingAfterIt() {
        HttpPoll poll = poll(compressions::add);
        poll.leaveService();

        container.breakOff();
        container.touches().clear();
        poll.answer(payload(LONG), false);

        assertThat(broken).containsExactly("broken");
        assertThat(container.touches()).isEmpty();
    }

    @Test
    void saysOnceThatTheAnswerIsWritten() {
        List<Boolean> written = new ArrayList<>();
        HttpPoll poll = poll(compressions::add);
        poll.answer(payload(LONG), false, written::add);
        assertThat(container.body()).isEqualTo(LONG);
        container.complete();
        assertThat(written).containsExactly(true);
    }

    @Test
    void saysAtOnceThatTheRequestEndedBeforeItsAnswerWasWritten() {
        List<Boolean> written = new ArrayList<>();
        HttpPoll poll = poll(compressions::add);
        poll.answer(payload(LONG), true, written::add);
        container.complete();
        assertThat(written).containsExactly(false);
        compressions.remove().run();
        assertThat(written).containsExactly(false);
    }

    @Test
    void saysThatTheRequestWasOverBefore() {
        List<Boolean> written = new ArrayList<>();
        HttpPoll poll = poll(compressions::add);
        container.complete();
        poll.answer(payload(LONG), false, written::add);
        poll.answer(payload(LONG), false, written::add);
        assertThat(written).containsExactly(false, false);
    }

    @Test
    void whoMustNotWaitLeavesARefusalToAnotherThread() {
        HttpPoll poll = poll(Runnable::run);
        new DetachedReply(poll, compressions::add).refuse();
        assertThat(container.touches()).isEmpty();
        compressions.remove().run();
        assertThat(container.touches()).endsWith("complete");
    }
}
