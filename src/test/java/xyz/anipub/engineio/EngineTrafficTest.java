package xyz.anipub.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.engineio.session.QueueBound;

/** What an engine counts, whether anybody observes it or not. */
class EngineTrafficTest {

    private final ManualTimers timers = new ManualTimers();
    private final RecordingTransport transport = new RecordingTransport();
    private final Engine engine = new Engine(
            EngineConfig.standard()
                    .with()
                    .outbound(new QueueBound(2, 1_000))
                    .maxSessions(1)
                    .build(),
            new RecordingListener(),
            EngineThreads.of(Runnable::run, timers),
            timers::nanoTime);
    private final EngineTraffic traffic = engine.traffic();
    private final Session session = engine.open(SessionTest.request(), transport);

    @Test
    void sessionsByTransportAndReason() {
        assertThat(traffic.opened(transport.type())).isEqualTo(1);
        session.closeNow(CloseReason.PING_TIMEOUT, "once");
        session.closeNow(CloseReason.FORCED_CLOSE, "twice");
        assertThat(traffic.closed(CloseReason.PING_TIMEOUT)).isEqualTo(1);
        assertThat(traffic.closed(CloseReason.FORCED_CLOSE)).isZero();
    }

    @Test
    void packetsAndTheirSizes() {
        long packets = traffic.packetsOut();
        long bytes = traffic.bytesOut();
        session.send(PreparedMessage.text("äh"));
        session.send(PreparedMessage.binary(new byte[10]));
        assertThat(traffic.packetsOut() - packets).isEqualTo(2);
        assertThat(traffic.bytesOut() - bytes).isEqualTo(1 + 3 + 10);
        session.receive(new Packet.Text("äh"));
        session.receive(new Packet.Pong(""));
        assertThat(traffic.packetsIn()).isEqualTo(2);
        assertThat(traffic.bytesIn()).isEqualTo(1 + 3 + 1);
    }

    @Test
    void whatAClientThatDoesNotReadLoses() {
        transport.hold();
        session.send(PreparedMessage.text("written"));
        assertThat(session.send(PreparedMessage.text("lost").asVolatile())).isFalse();
        assertThat(traffic.dropped()).isEqualTo(1);
        for (int i = 0; i < 5; i++) {
            session.send(PreparedMessage.text("waits"));
        }
        assertThat(traffic.overflown()).isEqualTo(1);
        assertThat(traffic.closed(CloseReason.TRANSPORT_ERROR)).isEqualTo(1);
    }

    /** Of those that say when they came; the one that waits counts when it is written, with what waits before it. */
    @Test
    void howLongMessagesTookUntilTheirTransportHadThem() {
        long longAgo = System.nanoTime() - TimeUnit.MINUTES.toNanos(1);
        session.send(PreparedMessage.text("an answer"));
        assertThat(deliveries()).isZero();
        session.send(PreparedMessage.text("a message").receivedAt(longAgo).asVolatile());
        assertThat(traffic.deliveries().counts()).last().isEqualTo(1L);

        transport.hold();
        session.send(PreparedMessage.text("written"));
        session.send(PreparedMessage.text("waits").receivedAt(longAgo));
        assertThat(deliveries()).isEqualTo(1);
        transport.release();
        assertThat(deliveries()).isEqualTo(2);
    }

    private long deliveries() {
        return traffic.deliveries().counts().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void requestsThatAreRefused() {
        assertThatThrownBy(() -> engine.open(SessionTest.request(), new RecordingTransport()))
                .isInstanceOfSatisfying(
                        HandshakeRejectedException.class, full -> engine.refused(full, SessionTest::request));
        assertThat(traffic.refused(HandshakeError.FORBIDDEN)).isEqualTo(1);
        assertThat(traffic.refused(HandshakeError.UNKNOWN_SID)).isZero();
        assertThat(engine.sessionCount()).isEqualTo(1);
    }
}
