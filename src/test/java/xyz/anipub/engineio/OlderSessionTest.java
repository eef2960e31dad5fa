package xyz.anipub.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.packet.Revision;

/** A session of revision 3: protocol section 2.1. */
class OlderSessionTest {

    private final ManualTimers timers = new ManualTimers();
    private final RecordingListener listener = new RecordingListener();
    private final RecordingTransport transport = new RecordingTransport();

    private Session open(boolean allowed, String eio) {
        EngineConfig config = EngineConfig.standard().with().allowEio3(allowed).build();
        Engine engine = new Engine(config, listener, EngineThreads.of(Runnable::run, timers), timers::nanoTime);
        Map<String, List<String>> query = eio.isEmpty() ? Map.of() : Map.of("EIO", List.of(eio));
        return engine.open(new HandshakeRequest(Map.of(), query, "127.0.0.1", false, "/", Instant.EPOCH), transport);
    }

    private Session open() {
        return open(true, "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "", "2"})
    void isOfRevision3ForWhateverIsNot4(String eio) {
        Session session = open(true, eio);

        assertThat(session.protocol()).isEqualTo(3);
        assertThat(session.revision()).isEqualTo(Revision.V3);
    }

    @Test
    void isOfRevision4ForWhoeverSaysSo() {
        assertThat(open(true, "4").protocol()).isEqualTo(4);
        assertThat(open(false, "").protocol()).isEqualTo(4);
    }

    @Test
    void opensLikeAnyOther() {
        Session session = open();

        assertThat(transport.written())
                .containsExactly("0{\"sid\":\"" + session.id()
                        + "\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
    }

    @Test
    void answersPingsWithoutTheirData() {
        Session session = open();

        session.receive(new Packet.Ping(""));
        session.receive(new Packet.Ping("x"));

        assertThat(transport.written()).hasSize(3).endsWith("3", "3");
        assertThat(listener.events()).containsExactly("open");
    }

    @Test
    void isNeverPingedAndLivesByItsPings() {
        Session session = open();
        for (int i = 0; i < 3; i++) {
            timers.advance(Duration.ofMillis(44_999));
            session.receive(new Packet.Ping(""));
        }

        assertThat(transport.written()).doesNotContain("2");
        assertThat(session.isOpen()).isTrue();
        timers.advance(Duration.ofMillis(45_000));

        assertThat(listener.events()).containsExactly("open", "close ping timeout: no ping in time");
    }

    @Test
    void doesNotLiveByOtherPackets() {
        Session session = open();
        timers.advance(Duration.ofMillis(44_999));
        session.receive(new Packet.Text("a"));
        timers.advance(Duration.ofMillis(1));

        assertThat(listener.events()).containsExactly("open", "text a", "close ping timeout: no ping in time");
    }

    @Test
    void closesOnAPongFromTheClient() {
        open().receive(new Packet.Pong(""));

        assertThat(listener.events()).containsExactly("open", "close transport error: invalid heartbeat direction");
    }
}
