package xyz.anipub.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.engineio.session.QueueBound;

class SessionTest {

    private final ManualTimers timers = new ManualTimers();
    private final RecordingListener listener = new RecordingListener();
    private final RecordingTransport transport = new RecordingTransport();

    private Session open(EngineConfig config) {
        Engine engine = new Engine(config, listener, EngineThreads.of(Runnable::run, timers), timers::nanoTime);
        return engine.open(request(), transport);
    }

    private Session open() {
        return open(EngineConfig.standard());
    }

    private Session openWithRoomFor(int packets) {
        return open(EngineConfig.standard()
                .with()
                .outbound(new QueueBound(packets, 1_000))
                .build());
    }

    static HandshakeRequest request() {
        return new HandshakeRequest(Map.of(), Map.of(), "127.0.0.1", false, "/", Instant.EPOCH);
    }

    @Test
    void writesTheOpenPacketFirstAndTellsTheListener() {
        Session session = open();

        assertThat(transport.written())
                .containsExactly("0{\"sid\":\"" + session.id()
                        + "\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
        assertThat(listener.events()).containsExactly("open");
    }

    @Test
    void hasAnIdOfTwentyCharacters() {
        assertThat(open().id()).matches("[A-Za-z0-9_-]{20}");
    }

    @Test
    void writesInOnePieceWhatIsSentUnderACork() {
        Session session = open();

        Cork.hold(() -> {
            session.send(PreparedMessage.text("a"));
            Cork.hold(() -> session.send(PreparedMessage.text("b")));
            assertThat(transport.messages()).isEmpty();
        });
        session.send(PreparedMessage.text("c"));

        assertThat(transport.messages()).containsExactly("a", "b", "c");
        assertThat(transport.batches()).extracting(List::size).containsExactly(1, 2, 1);
    }

    @Test
    void writesWhatWasSentUnderACorkThatEndsByAnException() {
        Session session = open();

        assertThatThrownBy(() -> Cork.hold(() -> {
                    session.send(PreparedMessage.text("a"));
                    throw new IllegalStateException("planted");
                }))
                .hasMessage("planted");

        assertThat(transport.messages()).containsExactly("a");
    }

    @Test
    void closesUnderACorkWhatOverflowsWhenThatEndsAndWritesToTheOthers() {
        Session full = openWithRoomFor(1);
        transport.hold();
        full.send(PreparedMessage.text("being written"));
        RecordingTransport otherTransport = new RecordingTransport();
        Session other = new Engine(
                        EngineConfig.standard(), listener, EngineThreads.of(Runnable::run, timers), timers::nanoTime)
                .open(request(), otherTransport);

        Cork.hold(() -> {
            full.send(PreparedMessage.text("a"));
            full.send(PreparedMessage.text("too many"));
            other.send(PreparedMessage.text("b"));
            assertThat(full.isOpen()).isTrue();
        });

        assertThat(full.isOpen()).isFalse();
        assertThat(otherTransport.messages()).containsExactly("b");
    }

    @Test
    void gathersWhatIsSentWhileTheTransportIsBusy() {
        Session session = open();
        transport.hold();
        session.send(PreparedMessage.text("a"));

        session.send(PreparedMessage.text("b"));
        session.send(PreparedMessage.of("c", List.of(new byte[] {1, 2})));
        assertThat(transport.messages()).containsExactly("a");
        transport.takeOne();

        assertThat(transport.batches()).hasSize(3);
        assertThat(transport.messages()).containsExactly("a", "b", "c", "bAQI=");
    }

    @Test
    void writesNothingThatIsQueuedUntilTheFlush() {
        Session session = open();
        assertThat(session.queue(List.of(PreparedMessage.text("a")))).isTrue();
        assertThat(session.queue(List.of(PreparedMessage.text("b").asVolatile())))
                .isTrue();
        assertThat(transport.messages()).isEmpty();
        session.flush();
        assertThat(transport.messages()).containsExactly("a", "b");
    }

    @Test
    void writesTogetherWhatIsQueuedTogether() {
        Session session = open();
        int before = transport.batches().size();
        assertThat(session.queue(List.of(PreparedMessage.text("a"), PreparedMessage.text("b"))))
                .isTrue();
        session.flush();
        assertThat(transport.batches()).hasSize(before + 1);
        assertThat(transport.messages()).containsExactly("a", "b");
    }

    @Test
    void queuesOnlyWhatComesBeforeTheOneThatIsTooMany() {
        Session session = openWithRoomFor(1);
        transport.hold();
        session.send(PreparedMessage.text("a"));
        assertThat(session.queue(List.of(PreparedMessage.text("b"), PreparedMessage.text("c"))))
                .isFalse();
        session.flush();
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void closesForWhatCouldNotBeQueuedNoSoonerThanAtTheFlush() {
        Session session = openWithRoomFor(1);
        transport.hold();
        session.send(PreparedMessage.text("a"));
        assertThat(session.queue(List.of(PreparedMessage.text("b")))).isTrue();
        assertThat(session.queue(List.of(PreparedMessage.text("c")))).isFalse();
        assertThat(session.queue(List.of(PreparedMessage.text("")))).isFalse();
        assertThat(session.isOpen()).isTrue();
        session.flush();
        assertThat(session.isOpen()).isFalse();
        assertThat(session.queue(List.of(PreparedMessage.text("d")))).isFalse();
        assertThat(transport.messages()).containsExactly("a");
    }

    @Test
    void dropsAVolatileMessageWhileTheTransportIsBusy() {
        Session session = open();
        transport.hold();
        session.send(PreparedMessage.text("a"));

        assertThat(session.writable()).isFalse();
        assertThat(session.send(PreparedMessage.text("b").asVolatile())).isFalse();

        transport.release();
        assertThat(session.writable()).isTrue();
        assertThat(session.send(PreparedMessage.text("c").asVolatile())).isTrue();
        assertThat(transport.messages()).containsExactly("a", "c");
    }

    @Test
    void closesWhenTheOutboundQueueOverflows() {
        Session session = openWithRoomFor(2);
        transport.hold();
        session.send(PreparedMessage.text("written"));
        session.send(PreparedMessage.text("1"));
        session.send(PreparedMessage.text("2"));

        assertThat(session.send(PreparedMessage.text("3"))).isFalse();

        assertThat(session.isOpen()).isFalse();
        assertThat(transport.isAborted()).isTrue();
        assertThat(listener.events()).hasSize(2);
        assertThat(listener.events().get(1))
                .startsWith("close transport error: outbound queue exceeds 2 packets or 1000 bytes");
    }

    @Test
    void deliversMessagesInOrderAndTheCloseLast() {
        Session session = open();

        session.receive(new Packet.Text("a"));
        session.receive(new Packet.Binary(new byte[] {1, (byte) 0xff}));
        session.receive(new Packet.Close());
        session.receive(new Packet.Text("late"));

        assertThat(listener.events())
                .containsExactly("open", "text a", "binary 01ff", "close transport close: close packet");
    }

    @Test
    void closesOnAPingFromTheClient() {
        open().receive(new Packet.Ping(""));

        assertThat(listener.events()).containsExactly("open", "close transport error: invalid heartbeat direction");
    }

    @Test
    void flushesBeforeAGracefulClose() {
        Session session = open();
        transport.hold();
        session.send(PreparedMessage.text("a"));
        session.send(PreparedMessage.text("b"));

        session.close("enough");
        assertThat(transport.isCloseRequested()).isFalse();
        assertThat(session.send(PreparedMessage.text("c"))).isFalse();
        transport.release();

        assertThat(transport.messages()).containsExactly("a", "b");
        assertThat(transport.isCloseRequested()).isTrue();
        assertThat(listener.events()).containsExactly("open", "close forced close: enough");
        assertThat(timers.pending()).isZero();
    }

    @Test
    void endsAGracefulCloseThatNobodyFetchesAfterTheLinger() {
        Session session = open();
        transport.hold();
        session.send(PreparedMessage.text("a"));
        session.close("enough");

        timers.advance(Duration.ofMillis(29_999));
        assertThat(listener.events()).containsExactly("open");
        timers.advance(Duration.ofMillis(1));

        assertThat(listener.events()).containsExactly("open", "close forced close: enough");
        assertThat(transport.isAborted()).isTrue();
    }

    @Test
    void doesNotLiveByMessages() {
        Session session = open();
        timers.advance(Duration.ofMillis(44_999));
        session.receive(new Packet.Text("a"));
        session.receive(new Packet.Binary(new byte[] {1}));

        timers.advance(Duration.ofMillis(1));

        assertThat(listener.events())
                .containsExactly("open", "text a", "binary 01", "close ping timeout: no pong in time");
    }

    @Test
    void livesByPongs() {
        Session session = open();
        timers.advance(Duration.ofMillis(44_999));
        session.receive(new Packet.Pong(""));

        timers.advance(Duration.ofMillis(44_999));

        assertThat(session.isOpen()).isTrue();
        assertThat(transport.written()).hasSize(3).endsWith("2", "2");
    }
}
