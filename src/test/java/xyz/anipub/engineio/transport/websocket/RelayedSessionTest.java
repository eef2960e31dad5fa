package xyz.anipub.engineio.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.Admission;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.RecordingListener;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.RelayedSession;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.SessionRouter;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.PayloadBody;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.engineio.transport.WebSocket;
import xyz.anipub.engineio.transport.WriteOutcome;
import xyz.anipub.engineio.transport.polling.PollingTransport;
import xyz.anipub.engineio.transport.polling.RecordingPoll;
import xyz.anipub.engineio.transport.relayed.OwnSessions;

/** A session of one engine, whose client comes to another; nothing is between them but what they would tell each other. */
class RelayedSessionTest {

    private final ManualTimers timers = new ManualTimers();
    private final RecordingListener listener = new RecordingListener();
    private final Engine there =
            new Engine(EngineConfig.standard().with().allowEio3(true).build(), listener, Runnable::run, timers);
    private final Engine here = new Engine(
            EngineConfig.standard(),
            new RecordingListener(),
            EngineThreads.of(Runnable::run, timers),
            new OwnSessions(there));
    private final List<String> wire = new ArrayList<>();
    private final List<WriteOutcome> outcomes = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();

    private final WebSocket socket = new WebSocket() {
        @Override
        public void write(List<EncodedPacket> batch, WriteOutcome outcome) {
            for (EncodedPacket packet : batch) {
                byte[] frame = packet.webSocketFrame();
                assertThat(frame).endsWith(packet.webSocketBytes());
                wire.add(packet.isBinary() ? "bytes " + packet.webSocketBytes().length : packet.text());
            }
            outcomes.add(outcome);
        }

        @Override
        public void close(int code, String reason) {
            wire.add("closed " + code + " " + reason);
        }
    };

    /** Whether answers reach the client. */
    private boolean isWriting = true;

    private final RelayedReply reply = new RelayedReply() {
        @Override
        public void answer(PayloadBody payload, boolean compressible, Consumer<Boolean> onWritten) {
            answers.add(new String(payload.content(), StandardCharsets.UTF_8));
            onWritten.accept(isWriting);
        }

        @Override
        public void taken() {
            answers.add("taken");
        }

        @Override
        public void refuse() {
            answers.add("refused");
        }

        @Override
        public void reject(HandshakeError error) {
            answers.add(error.name());
        }
    };

    private static HandshakeRequest request(Map<String, List<String>> query) {
        return new HandshakeRequest(Map.of(), query, "192.0.2.1", false, "/", Instant.EPOCH);
    }

    private Session open(String eio) {
        PollingTransport polling = new PollingTransport(new RecordingPoll(), timers.asTimers());
        return there.open(request(Map.of("EIO", List.of(eio))), polling);
    }

    private static Admission admission(boolean upgrade, String transport, String sid) {
        return new Admission(
                "GET", upgrade, Optional.of(transport), Optional.of(sid), Optional.of("4"), Optional.empty());
    }

    private RelayedSession elsewhere(Session session) {
        return here.route(admission(false, "polling", session.id()), () -> request(Map.of()))
                .orElseThrow();
    }

    private WebSocketConnection connect(Session session, String... textOnly) {
        WebSocketConnection connection = new WebSocketConnection(
                here,
                socket,
                request(Map.of(
                        "transport", List.of("websocket"), "sid", List.of(session.id()), "b64", List.of(textOnly))));
        connection.open(Optional.empty());
        return connection;
    }

    private WebSocketConnection upgraded(Session session, String... textOnly) {
        WebSocketConnection connection = connect(session, textOnly);
        connection.onText("2probe");
        written();
        connection.onText("5");
        assertThat(session.transportType()).isEqualTo(TransportType.WEBSOCKET);
        assertThat(wire).containsExactly("3probe");
        wire.clear();
        return connection;
    }

    private void written() {
        outcomes.remove(0).written();
    }

    @Test
    void isPolledAndPostedTo() {
        Session session = open("4");
        RelayedSession elsewhere = elsewhere(session);
        elsewhere.poll(reply);
        elsewhere.post(new PayloadBody("4a\u001e4b".getBytes(StandardCharsets.UTF_8), false), reply);
        elsewhere.post(new PayloadBody("4c".getBytes(StandardCharsets.UTF_8), false), reply);
        session.send(PreparedMessage.text("d"));
        assertThat(listener.events()).containsExactly("open", "text a", "text b", "text c");
        assertThat(answers).containsExactly("taken", "taken", "4d");
    }

    @Test
    void whatItWouldNotTakeHereItDoesNotTakeFromThere() {
        Session session = open("4");
        elsewhere(session).post(new PayloadBody("4a".getBytes(StandardCharsets.UTF_8), true), reply);
        assertThat(answers).containsExactly("refused");
        assertThat(session.isOpen()).isFalse();
        assertThat(listener.events()).noneMatch(event -> event.startsWith("text"));
        Session other = open("4");
        elsewhere(other).post(new PayloadBody("x".getBytes(StandardCharsets.UTF_8), false), reply);
        assertThat(answers).containsExactly("refused", "refused");
        assertThat(other.isOpen()).isFalse();
        Session third = open("4");
        elsewhere(third).poll(reply);
        elsewhere(third).poll(reply);
        assertThat(answers).hasSize(4).endsWith("refused");
        assertThat(third.isOpen()).isFalse();
    }

    @Test
    void endsWithItsClient() {
        Session gone = open("4");
        elsewhere(gone).poll(reply).run();
        assertThat(gone.isOpen()).isFalse();
        Session broken = open("4");
        elsewhere(broken).fail("data request connection closed prematurely");
        assertThat(broken.isOpen()).isFalse();
    }

    @Test
    void endsWithAnAnswerThatItsClientMayHaveMissed() {
        Session session = open("4");
        elsewhere(session).poll(reply);
        isWriting = false;
        session.send(PreparedMessage.text("d"));
        assertThat(answers).containsExactly("4d");
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void movesToAWebSocketThere() {
        Session session = open("4");
        elsewhere(session).poll(reply);
        WebSocketConnection connection = upgraded(session);
        session.send(PreparedMessage.text("é"));
        session.send(PreparedMessage.binary(new byte[3]));
        assertThat(wire).containsExactly("4é");
        written();
        assertThat(wire).containsExactly("4é", "bytes 3");
        connection.onText("4hi");
        connection.onBinary(new byte[] {1});
        connection.onClose(1001, "bye");
        assertThat(listener.events().subList(0, 3)).containsExactly("open", "text hi", "binary 01");
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void writesWhatTheClientCanRead() {
        Session session = open("4");
        upgraded(session, "1");
        session.send(PreparedMessage.binary(new byte[3]));
        assertThat(wire).containsExactly("bAAAA");
    }

    @Test
    void speaksTheOlderRevision() {
        Session session = open("3");
        WebSocketConnection connection = upgraded(session);
        session.send(PreparedMessage.binary(new byte[3]));
        written();
        connection.onText("2");
        assertThat(wire).containsExactly("bytes 4", "3");
    }

    @Test
    void aSecondWebSocketIsClosed() {
        Session session = open("4");
        upgraded(session);
        connect(session);
        assertThat(wire).containsExactly("closed 1005 ");
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void itsEndClosesTheWebSocket() {
        Session session = open("4");
        upgraded(session);
        session.close("enough");
        assertThat(wire).containsExactly("closed 1005 ");
    }

    @Test
    void aFrameThatIsTooLongEndsBoth() {
        Session session = open("4");
        upgraded(session).giveUp(1009, "too long");
        assertThat(wire).startsWith("closed 1009 too long");
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void aBrokenWriteEndsBoth() {
        Session session = open("4");
        upgraded(session);
        session.send(PreparedMessage.text("a"));
        outcomes.remove(0).failed(new IllegalStateException());
        assertThat(session.isOpen()).isFalse();
        assertThat(wire).contains("closed 1005 ");
    }

    @Test
    void theProtocolsTableHoldsForItToo() {
        Session session = open("4");
        for (Admission wrong : List.of(
                admission(true, "polling", session.id()),
                admission(false, "websocket", session.id()),
                admission(false, "carrier pigeon", session.id()))) {
            assertThatExceptionOfType(HandshakeRejectedException.class)
                    .isThrownBy(() -> here.route(wrong, () -> request(Map.of())));
        }
        upgraded(session);
        elsewhere(session).poll(reply);
        assertThat(answers).containsExactly("BAD_REQUEST");
    }

    @Test
    void nobodyElseIsAskedForWhatIsHere() {
        SessionRouter unasked = (sid, address) -> {
            throw new AssertionError("asked for " + sid);
        };
        Engine engine = new Engine(EngineConfig.standard(), listener, EngineThreads.of(Runnable::run, timers), unasked);
        Session session = engine.open(request(Map.of()), new PollingTransport(new RecordingPoll(), timers.asTimers()));
        assertThat(engine.route(admission(false, "polling", session.id()), () -> request(Map.of())))
                .isEmpty();
    }
}
