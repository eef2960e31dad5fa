package xyz.anipub.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;
import xyz.anipub.engineio.handshake.Refusal;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.session.PreparedMessage;

class ObserversTest {

    private final ManualTimers timers = new ManualTimers();
    private final Engine engine = new Engine(
            EngineConfig.standard(),
            new RecordingListener(),
            EngineThreads.of(Runnable::run, timers),
            timers::nanoTime);
    private final Recording observer = new Recording();
    private final RecordingTransport transport = new RecordingTransport();

    private static final class Lives implements EngineObserver {

        private final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void onOpened(Session session) {
            events.add("opened " + session.id());
        }

        @Override
        public void onClosed(Session session, CloseReason reason) {
            events.add("closed " + session.id() + ' ' + reason.text());
        }
    }

    private static final class Recording implements EngineObserver {

        private final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void onRefused(Refusal refusal) {
            events.add("refused " + refusal.request().url() + ' ' + refusal.error() + ", " + refusal.message() + ", "
                    + refusal.context());
        }

        @Override
        public void onReceived(Session session, String type, int bytes) {
            events.add("received " + type + ' ' + bytes);
        }

        @Override
        public void onSent(Session session, String type, int bytes) {
            events.add("sent " + type + ' ' + bytes);
        }
    }

    @Test
    void hearWhenSessionsBeginAndEnd() {
        Lives lives = new Lives();
        engine.observe(lives);
        Session session = engine.open(SessionTest.request(), transport);
        session.closeNow(CloseReason.TRANSPORT_CLOSE, "gone");
        session.closeNow(CloseReason.TRANSPORT_CLOSE, "gone");

        assertThat(lives.events)
                .containsExactly("opened " + session.id(), "closed " + session.id() + " transport close");
    }

    @Test
    void hearOfEveryPacketAndItsSize() {
        engine.observe(observer);
        Session session = engine.open(SessionTest.request(), transport);
        int handshake = transport.written().get(0).length();

        session.receive(new Packet.Text("é€\ud83d\ude00"));
        session.receive(new Packet.Binary(new byte[] {1, 2, 3}));
        session.receive(new Packet.Pong(""));
        timers.advance(engine.config().pingInterval());
        session.send(PreparedMessage.of("€", List.of(new byte[] {1, 2})));

        assertThat(observer.events)
                .containsExactly(
                        "sent open " + handshake,
                        "received message 10",
                        "received message 3",
                        "received pong 1",
                        "sent ping 1",
                        "sent message 4",
                        "sent message 2");
    }

    @Test
    void hearOfARefusal() {
        engine.observe(observer);
        Admission request = new Admission(
                "GET", false, Optional.of("websocket"), Optional.empty(), Optional.of("4"), Optional.empty());

        try {
            engine.admit(request);
        } catch (HandshakeRejectedException e) {
            engine.refused(e, SessionTest::request);
        }

        assertThat(observer.events)
                .containsExactly("refused " + SessionTest.request().url()
                        + " BAD_REQUEST, Bad request, TRANSPORT_HANDSHAKE_ERROR");
    }

    @Test
    void areNotAskedForARequestWhenThereAreNone() {
        engine.refused(new HandshakeRejectedException(HandshakeError.UNKNOWN_SID, "x"), () -> {
            throw new AssertionError("nobody wants it");
        });
    }

    @Test
    void thatFailHarmNobody() {
        engine.observe(new EngineObserver() {
            @Override
            public void onSent(Session session, String type, int bytes) {
                throw new IllegalStateException("planted");
            }
        });
        engine.observe(observer);

        Session session = engine.open(SessionTest.request(), transport);

        assertThat(session.isOpen()).isTrue();
        assertThat(transport.written()).hasSize(1);
        assertThat(observer.events).hasSize(1);
    }

    @Test
    void thatAreForgottenHearNothing() {
        engine.observe(observer);
        engine.forget(observer);

        engine.open(SessionTest.request(), transport);

        assertThat(observer.events).isEmpty();
    }

    @Test
    void getTheReplyThatThePeerGets() {
        engine.observe(observer);

        engine.refused(
                new HandshakeRejectedException(HandshakeError.FORBIDDEN, "Not \"today\"\n", "veto"),
                SessionTest::request);

        assertThat(observer.events.get(0)).endsWith("FORBIDDEN, Not \"today\"\n, veto");
        assertThat(new HandshakeRejectedException(HandshakeError.FORBIDDEN, "Not \"today\"\n\\", "veto").toJson())
                .isEqualTo("{\"code\":4,\"message\":\"Not \\\"today\\\"\\u000a\\\\\"}");
    }
}
