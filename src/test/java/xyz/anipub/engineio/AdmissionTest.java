package xyz.anipub.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;

class AdmissionTest {

    private final ManualTimers timers = new ManualTimers();
    private Engine engine = engine(EngineConfig.standard());

    private Engine engine(EngineConfig config) {
        return new Engine(config, new RecordingListener(), EngineThreads.of(Runnable::run, timers), timers::nanoTime);
    }

    private static Admission request(String method, boolean upgrade, String transport, String sid, String eio) {
        return new Admission(
                method,
                upgrade,
                Optional.ofNullable(transport),
                Optional.ofNullable(sid),
                Optional.ofNullable(eio),
                Optional.empty());
    }

    private void assertRejected(Admission request, HandshakeError error) {
        assertThatExceptionOfType(HandshakeRejectedException.class)
                .isThrownBy(() -> engine.admit(request))
                .satisfies(e -> assertThat(e.error()).isEqualTo(error));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, false, polling",
        "GET, true, websocket",
    })
    void admitsAHandshake(String method, boolean upgrade, String transport) {
        assertThat(engine.admit(request(method, upgrade, transport, "", "4"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  false, ,             ,  4, UNKNOWN_TRANSPORT",
        "GET,  false, webtransport, ,  4, UNKNOWN_TRANSPORT",
        "GET,  false, __proto__,    ,  4, UNKNOWN_TRANSPORT",
        "POST, false, abc,          x, 3, UNKNOWN_TRANSPORT",
        "POST, false, polling,      x, 3, UNKNOWN_SID",
        "GET,  true,  websocket,    x, 4, UNKNOWN_SID",
        "POST, false, polling,      ,  3, BAD_HANDSHAKE_METHOD",
        "POST, false, websocket,    ,  3, BAD_HANDSHAKE_METHOD",
        "GET,  false, websocket,    ,  3, BAD_REQUEST",
        "GET,  true,  polling,      ,  4, BAD_REQUEST",
        "GET,  false, polling,      ,  3, UNSUPPORTED_PROTOCOL_VERSION",
        "GET,  false, polling,      ,   , UNSUPPORTED_PROTOCOL_VERSION",
        "GET,  true,  websocket,    , 44, UNSUPPORTED_PROTOCOL_VERSION",
    })
    void refusesInTheOrderOfTheTable(
            String method, boolean upgrade, String transport, String sid, String eio, HandshakeError error) {
        assertRejected(request(method, upgrade, transport, sid, eio), error);
    }

    @ParameterizedTest
    @CsvSource({"polling, 3", "polling, ", "websocket, 3", "websocket, 44", "polling, 4"})
    void takesAnyRevisionIfRevision3IsAllowed(String transport, String eio) {
        engine = engine(EngineConfig.standard().with().allowEio3(true).build());

        assertThat(engine.admit(request("GET", transport.equals("websocket"), transport, "", eio)))
                .isEmpty();
    }

    @Test
    void doesNotAskForTheRevisionOfASessionThatIsThere() {
        Session session = engine.open(SessionTest.request(), new RecordingTransport(TransportType.POLLING));

        assertThat(engine.admit(request("POST", false, "polling", session.id(), "3")))
                .contains(session);
    }

    @Test
    void refusesATransportThatIsNotEnabled() {
        engine = engine(EngineConfig.standard()
                .with()
                .transports(Set.of(TransportType.WEBSOCKET))
                .build());

        assertRejected(request("GET", false, "polling", null, "4"), HandshakeError.UNKNOWN_TRANSPORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "a\u007f", "\u0100"})
    void refusesAnIllegalOrigin(String origin) {
        assertRejected(
                new Admission(
                        "GET", false, Optional.of("polling"), Optional.of("x"), Optional.of("4"), Optional.of(origin)),
                HandshakeError.BAD_REQUEST);
    }

    @Test
    void findsTheSessionAndComparesTheTransport() {
        Session session = engine.open(SessionTest.request(), new RecordingTransport(TransportType.POLLING));

        assertThat(engine.admit(request("POST", false, "polling", session.id(), null)))
                .contains(session);
        assertThat(engine.admit(request("GET", true, "websocket", session.id(), "4")))
                .contains(session);
        assertRejected(request("GET", false, "websocket", session.id(), "4"), HandshakeError.BAD_REQUEST);
        assertRejected(request("GET", true, "polling", session.id(), "4"), HandshakeError.BAD_REQUEST);
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN_TRANSPORT, 0, 400, Transport unknown",
        "UNKNOWN_SID, 1, 400, Session ID unknown",
        "BAD_HANDSHAKE_METHOD, 2, 400, Bad handshake method",
        "BAD_REQUEST, 3, 400, Bad request",
        "FORBIDDEN, 4, 403, Forbidden",
        "UNSUPPORTED_PROTOCOL_VERSION, 5, 400, Unsupported protocol version",
    })
    void saysARefusalInTheProtocolsWords(HandshakeError error, int code, int status, String message) {
        assertThat(new HandshakeRejectedException(error, "why").toJson())
                .isEqualTo("{\"code\":" + code + ",\"message\":\"" + message + "\"}");
        assertThat(error.status()).isEqualTo(status);
    }

    @Test
    void takesAnUpgradeThatIsNotOffered() {
        engine = engine(EngineConfig.standard().with().allowUpgrades(false).build());
        Session session = engine.open(SessionTest.request(), new RecordingTransport(TransportType.POLLING));

        assertThat(engine.admit(request("GET", true, "websocket", session.id(), "4")))
                .contains(session);
        assertThat(session.beginUpgrade(new RecordingTransport())).isTrue();
    }

    @Test
    void saysWhyARequestIsBad() {
        Session session = engine.open(SessionTest.request(), new RecordingTransport());
        Admission origin = new Admission(
                "GET", false, Optional.of("polling"), Optional.empty(), Optional.of("4"), Optional.of("\u0001"));

        assertContext(request("GET", false, "polling", session.id(), "4"), "TRANSPORT_MISMATCH");
        assertContext(request("GET", false, "websocket", null, "4"), "TRANSPORT_HANDSHAKE_ERROR");
        assertContext(origin, "INVALID_ORIGIN");
    }

    private void assertContext(Admission request, String context) {
        assertThatExceptionOfType(HandshakeRejectedException.class)
                .isThrownBy(() -> engine.admit(request))
                .satisfies(e -> assertThat(e.context()).isEqualTo(context));
    }
}
