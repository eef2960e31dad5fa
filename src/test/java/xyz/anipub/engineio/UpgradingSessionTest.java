package xyz.anipub.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.session.PreparedMessage;

class UpgradingSessionTest {

    private final ManualTimers timers = new ManualTimers();
    private final RecordingListener listener = new RecordingListener();
    private final Engine engine =
            new Engine(EngineConfig.standard(), listener, EngineThreads.of(Runnable::run, timers), timers::nanoTime);
    private final RecordingTransport polling = new RecordingTransport(TransportType.POLLING);
    private final RecordingTransport candidate = new RecordingTransport();
    private final Session session = engine.open(SessionTest.request(), polling);

    @Test
    void staysOnPollingUntilTheUpgradeIsFinished() {
        assertThat(session.beginUpgrade(candidate)).isTrue();
        session.send(PreparedMessage.text("a"));
        assertThat(session.transportType()).isEqualTo(TransportType.POLLING);

        assertThat(session.finishUpgrade()).isTrue();
        session.send(PreparedMessage.text("b"));

        assertThat(session.transportType()).isEqualTo(TransportType.WEBSOCKET);
        assertThat(polling.messages()).containsExactly("a");
        assertThat(candidate.messages()).containsExactly("b");
        assertThat(polling.isAborted()).isTrue();
    }

    @Test
    void movesWhatIsQueuedToTheNewTransport() {
        session.beginUpgrade(candidate);
        polling.hold();
        session.send(PreparedMessage.text("polled"));
        session.send(PreparedMessage.text("a"));
        session.send(PreparedMessage.text("b"));

        session.finishUpgrade();

        assertThat(candidate.messages()).containsExactly("a", "b");
    }

    @Test
    void listensToTheNewTransportAlone() {
        session.beginUpgrade(candidate);
        candidate.hold();
        session.finishUpgrade();

        session.ready(polling);

        assertThat(session.writable()).isFalse();
    }

    @Test
    void refusesASecondCandidate() {
        session.beginUpgrade(candidate);

        assertThat(session.beginUpgrade(new RecordingTransport())).isFalse();
        session.finishUpgrade();
        assertThat(session.beginUpgrade(new RecordingTransport())).isFalse();
    }

    @Test
    void goesOnPollingAfterACancelledUpgrade() {
        session.beginUpgrade(candidate);
        session.cancelUpgrade();

        assertThat(session.finishUpgrade()).isFalse();
        session.send(PreparedMessage.text("a"));
        assertThat(polling.messages()).containsExactly("a");
        assertThat(session.beginUpgrade(candidate)).isTrue();
    }

    @Test
    void startsTheHeartbeatAnew() {
        session.beginUpgrade(candidate);
        timers.advance(Duration.ofSeconds(44));
        session.finishUpgrade();

        timers.advance(Duration.ofMillis(24_999));
        assertThat(candidate.written()).isEmpty();
        timers.advance(Duration.ofMillis(1));

        assertThat(candidate.written()).containsExactly("2");
    }

    @Test
    void closesTheCandidateWithTheSession() {
        session.beginUpgrade(candidate);

        session.closeNow(CloseReason.TRANSPORT_CLOSE, "gone");

        assertThat(candidate.isAborted()).isTrue();
        assertThat(session.finishUpgrade()).isFalse();
    }

    @Test
    void closesTheNewTransportOfASessionThatWasClosing() {
        session.beginUpgrade(candidate);
        polling.hold();
        session.send(PreparedMessage.text("a"));
        session.send(PreparedMessage.text("b"));
        session.close("enough");

        session.finishUpgrade();

        assertThat(candidate.messages()).containsExactly("b");
        assertThat(candidate.isCloseRequested()).isTrue();
        assertThat(listener.events()).containsExactly("open", "close forced close: enough");
    }

    @Test
    void releasesAPendingPollByANoop() {
        session.releasePoll(polling);
        assertThat(polling.written()).endsWith("6");

        polling.hold();
        session.releasePoll(polling);
        int written = polling.written().size();
        session.releasePoll(polling);
        assertThat(polling.written()).hasSize(written);
        session.releasePoll(candidate);
        assertThat(polling.written()).hasSize(written);
    }
}
