package xyz.anipub.engineio.transport.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.RecordingListener;
import xyz.anipub.engineio.RecordingTransport;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.session.PreparedMessage;

class PollingTransportTest {

    private final ManualTimers timers = new ManualTimers();
    private final RecordingListener listener = new RecordingListener();
    private final Engine engine = new Engine(EngineConfig.standard(), listener, Runnable::run, timers);
    private final RecordingPoll handshake = new RecordingPoll();
    private final PollingTransport transport = new PollingTransport(handshake, timers.asTimers());
    private final Session session =
            engine.open(new HandshakeRequest(Map.of(), Map.of(), "127.0.0.1", false, "/", Instant.EPOCH), transport);

    private RecordingPoll poll() {
        RecordingPoll poll = new RecordingPoll();
        transport.poll(poll);
        return poll;
    }

    @Test
    void answersTheHandshakeWithTheOpenPacket() {
        assertThat(handshake.outcome()).startsWith("0{").endsWith("}");
        assertThat(session.writable()).isFalse();
    }

    @Test
    void answersAPollWithAllThatIsQueued() {
        session.send(PreparedMessage.text("a"));
        session.send(PreparedMessage.binary(new byte[] {1}));

        assertThat(poll().outcome()).isEqualTo("4a\u001ebAQ==");
    }

    @Test
    void isWritableExactlyWhileAPollIsPending() {
        RecordingPoll poll = poll();
        assertThat(session.writable()).isTrue();

        session.send(PreparedMessage.text("a"));

        assertThat(poll.outcome()).isEqualTo("4a");
        assertThat(session.writable()).isFalse();
    }

    @Test
    void closesOnASecondPoll() {
        RecordingPoll first = poll();
        RecordingPoll second = poll();

        assertThat(first.outcome()).isEqualTo("1");
        assertThat(second.outcome()).isEqualTo("refused");
        assertThat(poll().outcome()).isEqualTo("refused");
        assertThat(listener.events()).containsExactly("open", "close transport error: overlap from client");
    }

    @Test
    void closesOnASecondPost() {
        assertThat(transport.beginPost()).isTrue();
        transport.endPost();
        assertThat(transport.beginPost()).isTrue();

        assertThat(transport.beginPost()).isFalse();

        assertThat(transport.isEnded()).isTrue();
        assertThat(listener.events())
                .containsExactly("open", "close transport error: data request overlap from client");
    }

    @Test
    void answersThePendingPollOfAClosePacketWithANoop() {
        RecordingPoll poll = poll();

        transport.receive(new Packet.Close());

        assertThat(poll.outcome()).isEqualTo("6");
        assertThat(listener.events()).containsExactly("open", "close transport close: close packet");
    }

    @Test
    void answersThePollThatComesAMomentAfterTheClosePacketWithANoop() {
        transport.receive(new Packet.Close());
        assertThat(listener.events()).containsExactly("open", "close transport close: close packet");
        assertThat(engine.sessionCount()).isZero();

        assertThat(engine.find(session.id())).contains(session);
        assertThat(poll().outcome()).isEqualTo("6");

        assertThat(engine.find(session.id())).isEmpty();
        assertThat(poll().outcome()).isEqualTo("refused");
    }

    @Test
    void doesNotWaitLongForTheLastPoll() {
        transport.receive(new Packet.Close());
        timers.advance(Duration.ofMillis(249));
        assertThat(engine.find(session.id())).isPresent();

        timers.advance(Duration.ofMillis(1));

        assertThat(engine.find(session.id())).isEmpty();
        assertThat(timers.pending()).isZero();
    }

    @Test
    void waitsForNoPollAfterTheOneThatWasPendingAtTheClosePacket() {
        poll();

        transport.receive(new Packet.Close());
        transport.receive(new Packet.Close());

        assertThat(engine.find(session.id())).isEmpty();
        assertThat(poll().outcome()).isEqualTo("refused");
    }

    @Test
    void takesNoPostAfterAClosePacket() {
        transport.receive(new Packet.Close());

        assertThat(transport.beginPost()).isFalse();
        assertThat(listener.events()).containsExactly("open", "close transport close: close packet");
    }

    @Test
    void answersThePendingPollOfAGracefulCloseWithAClose() {
        RecordingPoll poll = poll();

        session.close("enough");

        assertThat(poll.outcome()).isEqualTo("1");
        assertThat(listener.events()).containsExactly("open", "close forced close: enough");
    }

    @Test
    void answersTheNextPollAfterAGracefulCloseWithNoopAndClose() {
        session.close("enough");
        assertThat(listener.events()).containsExactly("open");

        assertThat(poll().outcome()).isEqualTo("6\u001e1");

        assertThat(listener.events()).containsExactly("open", "close forced close: enough");
        assertThat(timers.pending()).isZero();
    }

    @Test
    void letsTheClientFetchWhatIsQueuedBeforeTheClose() {
        session.send(PreparedMessage.text("a"));
        session.close("enough");

        assertThat(poll().outcome()).isEqualTo("4a");
        assertThat(poll().outcome()).isEqualTo("6\u001e1");
    }

    @Test
    void releasesPollsDuringAnUpgradeSoonButNotAtOnce() {
        session.beginUpgrade(new RecordingTransport());
        RecordingPoll pending = poll();
        transport.releasePolls();
        for (RecordingPoll each : new RecordingPoll[] {pending, null}) {
            RecordingPoll released = each == null ? poll() : each;
            timers.advance(Duration.ofMillis(4));
            assertThat(released.outcome()).isEqualTo("pending");
            timers.advance(Duration.ofMillis(1));
            assertThat(released.outcome()).isEqualTo("6");
        }

        transport.holdPolls();
        RecordingPoll held = poll();
        timers.advance(Duration.ofSeconds(1));
        assertThat(held.outcome()).isEqualTo("pending");
    }

    @Test
    void refusesThePollThatIsStillPendingAfterAnUpgrade() {
        session.beginUpgrade(new RecordingTransport());
        RecordingPoll pending = poll();
        transport.releasePolls();

        session.finishUpgrade();

        assertThat(pending.outcome()).isEqualTo("refused");
        assertThat(poll().outcome()).isEqualTo("refused");
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void leavesTheHandshakeOfAClosedEngineToTheDoor() {
        engine.close();
        RecordingPoll refused = new RecordingPoll();

        assertThatExceptionOfType(HandshakeRejectedException.class)
                .isThrownBy(() -> engine.open(session.request(), new PollingTransport(refused, timers.asTimers())));

        assertThat(refused.outcome()).isEqualTo("pending");
    }

    @Test
    void letsAnswersBeCompressedUnlessEachOfTheirPacketsIsMarked() {
        session.send(PreparedMessage.text("a").uncompressed());
        RecordingPoll first = poll();
        session.send(PreparedMessage.text("a").uncompressed());
        session.send(PreparedMessage.text("b"));
        RecordingPoll second = poll();

        assertThat(first.outcome()).isEqualTo("4a");
        assertThat(first.isWorthCompressing()).isFalse();
        assertThat(second.isWorthCompressing()).isTrue();
    }
}
