package xyz.anipub.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.config.AddressLimits;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;
import xyz.anipub.peer.Proxies;
import xyz.anipub.peer.Rate;

class SessionLimitsTest {

    private static final Rate OFTEN = new Rate(100_000, 100_000);

    private final ManualTimers timers = new ManualTimers();

    private Engine engine(int maxSessions, AddressLimits limits) {
        EngineConfig config = EngineConfig.standard()
                .with()
                .maxSessions(maxSessions)
                .addresses(limits)
                .build();
        return new Engine(config, new RecordingListener(), EngineThreads.of(Runnable::run, timers), timers::nanoTime);
    }

    private Engine engine(AddressLimits limits) {
        return engine(100, limits);
    }

    private static HandshakeRequest from(String address) {
        return new HandshakeRequest(Map.of(), Map.of(), address, false, "/", Instant.EPOCH);
    }

    private static HandshakeRequest forwarded(String proxy, String client) {
        Map<String, List<String>> headers =
                Map.of("x-forwarded-for", List.of(client), "x-forwarded-proto", List.of("https"));
        return new HandshakeRequest(headers, Map.of(), proxy, false, "/", Instant.EPOCH);
    }

    private static Session open(Engine engine, String address) {
        return engine.open(from(address), new RecordingTransport());
    }

    private static void assertRefused(Engine engine, HandshakeRequest request, String what) {
        assertThatExceptionOfType(HandshakeRejectedException.class)
                .isThrownBy(() -> engine.open(request, new RecordingTransport()))
                .satisfies(e -> {
                    assertThat(e.error()).isEqualTo(HandshakeError.FORBIDDEN);
                    assertThat(e.reply()).startsWith(what);
                });
    }

    @Test
    void refusesHandshakesOfOneAddressThatComeTooFast() {
        Engine engine = engine(new AddressLimits(new Rate(2, 1), 100, Proxies.none()));
        open(engine, "192.0.2.1");
        open(engine, "192.0.2.1");

        assertRefused(engine, from("192.0.2.1"), "too many handshakes from this address");
        assertThat(open(engine, "192.0.2.2").isOpen()).isTrue();
        timers.advance(Duration.ofSeconds(1));
        assertThat(open(engine, "192.0.2.1").isOpen()).isTrue();
        assertRefused(engine, from("192.0.2.1"), "too many handshakes");
    }

    @Test
    void refusesSessionsOfOneAddressBeyondItsShareUntilOneIsClosed() {
        Engine engine = engine(new AddressLimits(OFTEN, 2, Proxies.none()));
        Session first = open(engine, "192.0.2.1");
        open(engine, "192.0.2.1");

        assertRefused(engine, from("192.0.2.1"), "too many sessions from this address");
        assertThat(open(engine, "192.0.2.2").isOpen()).isTrue();
        first.closeNow(CloseReason.TRANSPORT_CLOSE, "gone");
        assertThat(open(engine, "192.0.2.1").isOpen()).isTrue();
        assertRefused(engine, from("192.0.2.1"), "too many sessions");
    }

    @Test
    void countsARefusedSessionNowhere() {
        Engine engine = engine(3, new AddressLimits(OFTEN, 1, Proxies.none()));
        open(engine, "192.0.2.1");
        for (int i = 0; i < 10; i++) {
            assertRefused(engine, from("192.0.2.1"), "too many sessions from this address");
        }

        open(engine, "192.0.2.2");
        open(engine, "192.0.2.3");
        assertRefused(engine, from("192.0.2.4"), "too many sessions");
    }

    @Test
    void countsTheIpv6AddressesOfOneCustomerTogether() {
        Engine engine = engine(new AddressLimits(OFTEN, 1, Proxies.none()));
        open(engine, "2001:db8:0:1::1");

        assertRefused(engine, from("2001:db8:0:1:ffff::2"), "too many sessions from this address");
        assertThat(open(engine, "2001:db8:0:2::1").isOpen()).isTrue();
    }

    @Test
    void countsAPeerWithoutAnAddressAmongAllOnly() {
        Engine engine = engine(3, new AddressLimits(new Rate(1, 1), 1, Proxies.none()));
        Session first = open(engine, "");
        open(engine, "");
        open(engine, "");

        assertRefused(engine, from(""), "too many sessions");
        first.closeNow(CloseReason.TRANSPORT_CLOSE, "gone");
        assertThat(open(engine, "").isOpen()).isTrue();
    }

    @Test
    void countsTheClientsBehindAProxyByThemselves() {
        Proxies proxies = Proxies.of(List.of("10.0.0.0/8"), Proxies.Header.X_FORWARDED_FOR);
        Engine engine = engine(new AddressLimits(OFTEN, 1, proxies));
        Session session = engine.open(forwarded("10.0.0.1", "192.0.2.1"), new RecordingTransport());

        assertThat(session.request().remoteAddress()).isEqualTo("192.0.2.1");
        assertThat(session.request().secure()).isTrue();
        engine.open(forwarded("10.0.0.1", "192.0.2.2"), new RecordingTransport());
        assertRefused(engine, forwarded("10.0.0.2", "192.0.2.1"), "too many sessions from this address");
        session.closeNow(CloseReason.TRANSPORT_CLOSE, "gone");
        assertThat(open(engine, "192.0.2.1").isOpen()).isTrue();
    }

    @Test
    void believesNobodyElse() {
        Engine engine = engine(new AddressLimits(OFTEN, 1, Proxies.none()));
        Session session = engine.open(forwarded("203.0.113.1", "192.0.2.1"), new RecordingTransport());

        assertThat(session.request().remoteAddress()).isEqualTo("203.0.113.1");
        assertThat(session.request().secure()).isFalse();
        assertRefused(engine, forwarded("203.0.113.1", "192.0.2.2"), "too many sessions from this address");
    }

    @Test
    void letsASchoolBehindOneAddressComeBackAtOnceAndAgain() {
        EngineConfig usual = EngineConfig.standard();
        Engine engine = engine(usual.maxSessions(), usual.addresses());
        for (int outage = 0; outage < 3; outage++) {
            List<Session> school = new ArrayList<>();
            for (int i = 0; i < 700; i++) {
                school.add(open(engine, "192.0.2.1"));
            }
            school.forEach(session -> session.closeNow(CloseReason.TRANSPORT_CLOSE, "gone"));
            timers.advance(Duration.ofSeconds(15));
        }

        assertThat(engine.sessionCount()).isZero();
    }

    @Test
    void leavesTheOthersMostOfAllSessions() {
        EngineConfig usual = EngineConfig.standard();

        assertThat(usual.addresses().maxSessions()).isLessThanOrEqualTo(usual.maxSessions() / 10);
    }

    @Test
    void needsASessionForSomebody() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AddressLimits(OFTEN, 0, Proxies.none()));
    }
}
