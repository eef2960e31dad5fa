package xyz.anipub.engineio.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.engineio.transport.WebSocket;
import xyz.anipub.engineio.transport.WriteOutcome;
import xyz.anipub.engineio.transport.polling.PollingTransport;
import xyz.anipub.engineio.transport.polling.RecordingPoll;

/** Protocol section 1.10, without a container. */
class UpgradeTest {

    private final ManualTimers timers = new ManualTimers();
    private final RecordingListener listener = new RecordingListener();
    private final Engine engine = new Engine(EngineConfig.standard(), listener, Runnable::run, new ManualTimers());
    private final PollingTransport polling = new PollingTransport(new RecordingPoll(), timers.asTimers());
    private final Session session =
            engine.open(new HandshakeRequest(Map.of(), Map.of(), "127.0.0.1", false, "/", Instant.EPOCH), polling);
    private final List<String> done = new ArrayList<>();

    private final WebSocket socket = new WebSocket() {
        @Override
        public void write(List<EncodedPacket> batch, WriteOutcome outcome) {
            batch.forEach(packet -> done.add(packet.text()));
            outcome.written();
        }

        @Override
        public void close(int code, String reason) {
            done.add("closed " + code);
        }
    };

    private Upgrade begin() {
        WebSocketTransport to = new WebSocketTransport(socket, false, engine);
        return Upgrade.begin(session, to, timers.asTimers()).orElseThrow();
    }

    private RecordingPoll poll() {
        RecordingPoll poll = new RecordingPoll();
        polling.poll(poll);
        return poll;
    }

    @Test
    void endsTheWebSocketAloneWhenItTakesTooLong() {
        Upgrade upgrade = begin();
        upgrade.receive(new Packet.Ping("probe"));
        timers.advance(Duration.ofMillis(9_999));
        assertThat(done).containsExactly("3probe");

        timers.advance(Duration.ofMillis(1));

        assertThat(done).containsExactly("3probe", "closed 1005");
        assertThat(upgrade.isOver()).isTrue();
        assertThat(listener.events()).containsExactly("open");
        RecordingPoll held = poll();
        timers.advance(Duration.ofSeconds(1));
        assertThat(held.outcome()).isEqualTo("pending");
        session.send(PreparedMessage.text("a"));
        assertThat(held.outcome()).isEqualTo("4a");
    }

    @Test
    void mayBeTriedAgain() {
        begin();
        timers.advance(Duration.ofSeconds(10));

        begin().receive(new Packet.Upgrade());

        assertThat(session.transportType()).isEqualTo(TransportType.WEBSOCKET);
    }

    @Test
    void hasNoTimeoutOnceItHasSucceeded() {
        Upgrade upgrade = begin();
        upgrade.receive(new Packet.Ping("probe"));
        upgrade.receive(new Packet.Upgrade());

        assertThat(timers.pending()).isZero();
        timers.advance(Duration.ofSeconds(11));
        assertThat(session.isOpen()).isTrue();
        session.send(PreparedMessage.text("a"));
        assertThat(done).containsExactly("3probe", "4a");
    }

    @Test
    void answersOneProbeAlone() {
        Upgrade upgrade = begin();
        upgrade.receive(new Packet.Ping("probe"));
        upgrade.receive(new Packet.Ping("probe"));

        assertThat(done).containsExactly("3probe");
        assertThat(upgrade.isOver()).isFalse();
    }
}
