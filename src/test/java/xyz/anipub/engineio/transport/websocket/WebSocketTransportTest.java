package xyz.anipub.engineio.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.RecordingListener;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.engineio.transport.WebSocket;
import xyz.anipub.engineio.transport.WriteOutcome;

/** Protocol section 1.8, without a container. */
class WebSocketTransportTest {

    private final List<String> done = new ArrayList<>();
    private final List<WriteOutcome> writing = new ArrayList<>();
    private final RecordingListener listener = new RecordingListener();
    private final ManualTimers timers = new ManualTimers();
    private final Engine engine = new Engine(EngineConfig.standard(), listener, Runnable::run, timers);

    private final WebSocket socket = new WebSocket() {
        @Override
        public void write(List<EncodedPacket> batch, WriteOutcome outcome) {
            batch.forEach(packet -> done.add(packet.text()));
            writing.add(outcome);
        }

        @Override
        public void close(int code, String reason) {
            done.add("closed " + code + reason);
        }
    };

    private Session open() {
        HandshakeRequest request = new HandshakeRequest(Map.of(), Map.of(), "127.0.0.1", false, "/", Instant.EPOCH);
        Session session = engine.open(request, new WebSocketTransport(socket, false, engine));
        takeOne();
        done.clear();
        return session;
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
        session.send(PreparedMessage.text("a"));

        writing.remove(0).failed(new IOException("gone"));

        assertThat(session.isOpen()).isFalse();
        assertThat(listener.events())
                .containsExactly("open", "close transport error: write failed: java.io.IOException: gone");
    }

    @Test
    void saysThatTheServerIsGoingAway() {
        open();

        engine.close();

        assertThat(done).containsExactly("closed 1001");
    }
}
