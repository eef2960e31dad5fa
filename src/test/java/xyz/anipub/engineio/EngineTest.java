package xyz.anipub.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;
import xyz.anipub.engineio.packet.EncodedPacket;

class EngineTest {

    private final ManualTimers timers = new ManualTimers();
    private final RecordingListener listener = new RecordingListener();

    private Engine engine(EngineConfig config) {
        return new Engine(config, listener, EngineThreads.of(Runnable::run, timers), timers::nanoTime);
    }

    @Test
    void findsASessionUntilItIsClosed() {
        Engine engine = engine(EngineConfig.standard());
        Session session = engine.open(SessionTest.request(), new RecordingTransport());
        assertThat(engine.find(session.id())).contains(session);
        assertThat(engine.sessionCount()).isOne();

        session.closeNow(CloseReason.TRANSPORT_CLOSE, "gone");

        assertThat(engine.find(session.id())).isEmpty();
        assertThat(engine.sessionCount()).isZero();
    }

    @Test
    void doesNotFindASessionWhosePeerIsOverdue() {
        Engine engine = engine(EngineConfig.standard());
        Session session = engine.open(SessionTest.request(), new RecordingTransport());
        timers.advance(Duration.ofSeconds(25));
        timers.oversleep(Duration.ofSeconds(20));

        assertThat(engine.find(session.id())).isEmpty();
        assertThat(listener.events()).containsExactly("open", "close ping timeout: no pong in time");
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 350, 399})
    void doesNotFindASilentSessionFromTheInstantOnThatItIsOverdue(int pingedAt) {
        Engine engine = engine(EngineConfig.standard()
                .with()
                .pingInterval(Duration.ofMillis(300))
                .pingTimeout(Duration.ofMillis(200))
                .build());
        Session session = engine.open(SessionTest.request(), new RecordingTransport());
        // The timer comes round late; the instants stay what they were.
        timers.oversleep(Duration.ofMillis(pingedAt));
        timers.advance(Duration.ZERO);

        timers.oversleep(Duration.ofMillis(500 - pingedAt).minusNanos(1));
        assertThat(engine.find(session.id())).isPresent();
        timers.oversleep(Duration.ofNanos(1));

        assertThat(engine.find(session.id())).isEmpty();
    }

    @Test
    void offersAnUpgradeToPollingAlone() {
        assertThat(openPacket(EngineConfig.standard(), TransportType.POLLING)).contains("\"upgrades\":[\"websocket\"]");
        assertThat(openPacket(EngineConfig.standard(), TransportType.WEBSOCKET)).contains("\"upgrades\":[]");
        EngineConfig none = EngineConfig.standard().with().allowUpgrades(false).build();
        assertThat(openPacket(none, TransportType.POLLING)).contains("\"upgrades\":[]");
    }

    private String openPacket(EngineConfig config, TransportType type) {
        RecordingTransport transport = new RecordingTransport(type);
        engine(config).open(SessionTest.request(), transport);
        return transport.written().get(0);
    }

    @Test
    void refusesMoreSessionsThanTheLimitUntilOneIsClosed() {
        Engine engine = engine(EngineConfig.standard().with().maxSessions(1).build());
        Session first = engine.open(SessionTest.request(), new RecordingTransport());

        assertThatExceptionOfType(HandshakeRejectedException.class)
                .isThrownBy(() -> engine.open(SessionTest.request(), new RecordingTransport()))
                .satisfies(e -> assertThat(e.error()).isEqualTo(HandshakeError.FORBIDDEN));

        first.closeNow(CloseReason.TRANSPORT_CLOSE, "gone");
        assertThat(engine.open(SessionTest.request(), new RecordingTransport()).isOpen())
                .isTrue();
    }

    @Test
    void keepsNoSessionThatCouldNotBeOpened() {
        Engine engine = engine(EngineConfig.standard().with().maxSessions(1).build());
        Transport broken = new Transport() {
            @Override
            public TransportType type() {
                return TransportType.POLLING;
            }

            @Override
            public void open(Session session) {
                throw new IllegalStateException("planted");
            }

            @Override
            public void write(List<EncodedPacket> batch) {
                throw new AssertionError("never ready");
            }

            @Override
            public void close(Runnable closed) {
                closed.run();
            }

            @Override
            public void abort() {
                // There is nothing to let go of.
            }
        };

        assertThatIllegalStateException().isThrownBy(() -> engine.open(SessionTest.request(), broken));

        assertThat(engine.sessionCount()).isZero();
        assertThat(timers.pending()).isZero();
        assertThat(engine.open(SessionTest.request(), new RecordingTransport()).isOpen())
                .isTrue();
    }

    @Test
    void closesAllSessionsAndLeavesNothingBehind() {
        Engine engine = engine(EngineConfig.standard());
        RecordingTransport first = new RecordingTransport();
        engine.open(SessionTest.request(), first);
        engine.open(SessionTest.request(), new RecordingTransport()).close("lingering");

        engine.close();
        engine.close();

        assertThat(first.isAborted()).isTrue();
        assertThat(engine.sessionCount()).isZero();
        assertThat(timers.pending()).isZero();
        assertThat(listener.events())
                .containsExactly("open", "open", "close forced close: lingering", "close forced close: server closed");
        assertThatExceptionOfType(HandshakeRejectedException.class)
                .isThrownBy(() -> engine.open(SessionTest.request(), new RecordingTransport()));
    }

    @Test
    void offersNoUpgradeToATransportThatIsNotEnabled() {
        EngineConfig polling = EngineConfig.standard()
                .with()
                .transports(Set.of(TransportType.POLLING))
                .build();

        assertThat(openPacket(polling, TransportType.POLLING)).contains("\"upgrades\":[]");
    }
}
