package xyz.anipub.engineio.transport.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.RecordingListener;
import xyz.anipub.engineio.RecordingTransport;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.session.PreparedMessage;

/** Polling in revision 3: protocol sections 2.1 to 2.3. */
class OlderPollingTransportTest {

    private final ManualTimers timers = new ManualTimers();
    private final RecordingListener listener = new RecordingListener();
    private final RecordingPoll handshake = new RecordingPoll();
    private final PollingTransport transport = new PollingTransport(handshake, timers.asTimers());

    private Session open(String b64) {
        return open("b64", b64);
    }

    private Session open(String parameter, String value) {
        EngineConfig config = EngineConfig.standard().with().allowEio3(true).build();
        Map<String, List<String>> query = Map.of("EIO", List.of("3"), parameter, List.of(value));
        return new Engine(config, listener, Runnable::run, timers)
                .open(new HandshakeRequest(Map.of(), query, "127.0.0.1", false, "/", Instant.EPOCH), transport);
    }

    private Session open() {
        return open("");
    }

    private RecordingPoll poll() {
        RecordingPoll poll = new RecordingPoll();
        transport.poll(poll);
        return poll;
    }

    @Test
    void answersTheHandshakeWithACountedOpenPacket() {
        open();

        assertThat(handshake.outcome()).matches("(\\d+):0\\{.*}");
        int length = Integer.parseInt(handshake.outcome().split(":")[0]);
        assertThat(handshake.outcome()).hasSize(Integer.toString(length).length() + 1 + length);
    }

    @ParameterizedTest
    @CsvSource({"1, 2:4a10:b4AQIDBA==", "'', <0002ff34610105ff0401020304>"})
    void answersWithBinaryAsTheClientTakesIt(String b64, String payload) {
        Session session = open(b64);
        session.send(PreparedMessage.text("a"));
        session.send(PreparedMessage.binary(new byte[] {1, 2, 3, 4}));

        assertThat(poll().outcome()).isEqualTo(payload);
    }

    @Test
    void answersAScriptInText() {
        Session session = open("j", "0");
        session.send(PreparedMessage.binary(new byte[] {1, 2, 3, 4}));

        assertThat(poll().outcome()).isEqualTo("10:b4AQIDBA==");
    }

    @Test
    void answersInTextWhereThereIsNoBinary() {
        Session session = open();
        session.send(PreparedMessage.text("😀€"));

        assertThat(poll().outcome()).isEqualTo("4:4😀€");
    }

    @Test
    void answersAPing() {
        open();
        RecordingPoll poll = poll();

        transport.receive(new Packet.Ping(""));

        assertThat(poll.outcome()).isEqualTo("1:3");
    }

    @Test
    void closesOnASecondPoll() {
        open();
        RecordingPoll first = poll();
        RecordingPoll second = poll();

        assertThat(first.outcome()).isEqualTo("1:1");
        assertThat(second.outcome()).isEqualTo("refused");
        assertThat(listener.events()).containsExactly("open", "close transport error: overlap from client");
    }

    @Test
    void answersThePendingPollOfAClosePacketWithANoop() {
        open();
        RecordingPoll poll = poll();

        transport.receive(new Packet.Close());

        assertThat(poll.outcome()).isEqualTo("1:6");
    }

    @Test
    void answersTheNextPollAfterAGracefulCloseWithNoopAndClose() {
        open().close("enough");

        assertThat(poll().outcome()).isEqualTo("1:61:1");
    }

    @Test
    void releasesAPollDuringAnUpgrade() {
        Session session = open();
        session.beginUpgrade(new RecordingTransport());
        RecordingPoll pending = poll();

        transport.releasePolls();
        timers.advance(Duration.ofMillis(5));

        assertThat(pending.outcome()).isEqualTo("1:6");
    }
}
