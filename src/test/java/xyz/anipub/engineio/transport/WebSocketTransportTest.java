package xyz.anipub.engineio.transport;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineConfig;
import xyz.anipub.engineio.HandshakeRequest;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.PreparedMessage;
import xyz.anipub.engineio.RecordingListener;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.packet.EncodedPacket;

/** Protocol section 1.8, without a container. */
class WebSocketTransportTest {

    private final List<String> done = new ArrayList<>();
    private final List<FrameWriter.Outcome> writing = new ArrayList<>();
    private final RecordingListener listener = new RecordingListener();
    private final ManualTimers timers = new ManualTimers();
    private final Engine engine = new Engine(EngineConfig.standard(), listener, Runnable::run, timers);
    private boolean broken;
    private boolean gone;

    private final jakarta.websocket.Session socket = (jakarta.websocket.Session) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {jakarta.websocket.Session.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "isOpen" -> !gone;
                case "close" -> close((CloseReason) arguments[0]);
                case "setMaxIdleTimeout" -> idle((long) arguments[0]);
                default -> throw new UnsupportedOperationException(method.getName());
            });

    private Object close(CloseReason reason) throws IOException {
        done.add("closed " + reason.getCloseCode().getCode() + reason.getReasonPhrase());
        if (broken) {
            throw new IOException("planted");
        }
        return null;
    }

    private Object idle(long timeout) {
        done.add("idle after " + timeout);
        return null;
    }

    private Session open() {
        HandshakeRequest request = new HandshakeRequest(Map.of(), Map.of(), "127.0.0.1", false, "/", Instant.EPOCH);
        Session session = engine.open(request, new WebSocketTransport(socket, this::write, false, engine));
        takeOne();
        done.clear();
        return session;
    }

    private void write(List<EncodedPacket> batch, FrameWriter.Outcome outcome) {
        batch.forEach(packet -> done.add(packet.text()));
        writing.add(outcome);
    }

    private void takeOne() {
        writing.remove(0).written();
    }

    @Test
    void closesWithoutAStatusAndWithoutAClosePacket() {
        open().close("enough");

        assertThat(done).containsExactly("closed 1005");
        assertThat(listener.events()).containsExactly("open", "close forced close: enough");
    }

    @Test
    void closesWhenAllIsWritten() {
        Session session = open();
        session.send(PreparedMessage.text("a"));
        session.send(PreparedMessage.text("b"));
        session.close("enough");
        assertThat(done).containsExactly("4a");

        takeOne();
        assertThat(done).containsExactly("4a", "4b");
        takeOne();

        assertThat(done).containsExactly("4a", "4b", "closed 1005");
    }

    @Test
    void writesNothingMoreWhenItIsAborted() {
        Session session = open();
        session.send(PreparedMessage.text("a"));
        session.send(PreparedMessage.text("b"));

        session.closeNow(xyz.anipub.engineio.CloseReason.PING_TIMEOUT, "no pong in time");
        takeOne();

        assertThat(done).containsExactly("4a", "closed 1005");
    }

    @Test
    void endsTheSessionWhoseSocketBreaks() {
        Session session = open();
        broken = true;
        session.send(PreparedMessage.text("a"));

        writing.remove(0).failed(new IOException("gone"));

        assertThat(session.isOpen()).isFalse();
        assertThat(listener.events())
                .containsExactly("open", "close transport error: write failed: java.io.IOException: gone");
    }

    @Test
    void endsAConnectionWhosePeerDoesNotCloseItInTime() {
        Duration linger = EngineConfig.standard().closeLinger();
        open().close("enough");

        timers.advance(linger.minusMillis(1));
        assertThat(done).containsExactly("closed 1005");
        timers.advance(Duration.ofMillis(1));

        assertThat(done).containsExactly("closed 1005", "idle after 1");
    }

    @Test
    void endsAConnectionThatBreaksWhenItIsClosed() {
        Session session = open();
        broken = true;

        session.close("enough");
        timers.advance(EngineConfig.standard().closeLinger());

        assertThat(done).containsExactly("closed 1005", "idle after 1");
    }

    @Test
    void leavesAConnectionAloneThatItsPeerHasClosed() {
        open().close("enough");
        gone = true;

        timers.advance(EngineConfig.standard().closeLinger());

        assertThat(done).containsExactly("closed 1005");
    }
}
