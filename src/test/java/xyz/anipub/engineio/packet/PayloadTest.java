package xyz.anipub.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol section 1.5. */
class PayloadTest {

    private final List<Packet> received = new ArrayList<>();

    @Test
    void readsOnePacket() {
        Payload.decode("4hello", received::add);

        assertThat(received).containsExactly(new Packet.Text("hello"));
    }

    @Test
    void readsSeveralInOrder() {
        Payload.decode("4a\u001e3\u001ebAQID\u001e4", received::add);

        assertThat(received).hasSize(4);
        assertThat(received).element(0).isEqualTo(new Packet.Text("a"));
        assertThat(received).element(1).isEqualTo(new Packet.Pong(""));
        assertThat(((Packet.Binary) received.get(2)).data()).containsExactly(1, 2, 3);
        assertThat(received).element(3).isEqualTo(new Packet.Text(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u001e", "\u001e4late", "7"})
    void refusesWhatBeginsWithNoPacket(String payload) {
        assertThatThrownBy(() -> Payload.decode(payload, received::add)).isInstanceOf(MalformedPacketException.class);
        assertThat(received).isEmpty();
    }

    @Test
    void takesNothingBeforeASeparatorForAnEmptyPacket() {
        assertThatThrownBy(() -> Payload.decode("\u001e4late", received::add)).hasMessage("empty packet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4early\u001eabc", "4early\u001e", "4early\u001e\u001e4late"})
    void deliversWhatStandsBeforeAMalformedPacket(String payload) {
        assertThatThrownBy(() -> Payload.decode(payload, received::add)).isInstanceOf(MalformedPacketException.class);
        assertThat(received).containsExactly(new Packet.Text("early"));
    }

    @Test
    void writesOnePacketWithoutASeparator() {
        assertThat(written(new Packet.Text("€"))).isEqualTo("4€");
    }

    @Test
    void writesSeveralWithASeparatorBetween() {
        String payload = written(new Packet.Text("€"), new Packet.Binary(new byte[] {1, 2, 3, 4}), new Packet.Ping(""));

        assertThat(payload).isEqualTo("4€\u001ebAQIDBA==\u001e2");
    }

    @Test
    void writesNothingForNothing() {
        assertThat(written()).isEmpty();
    }

    private static String written(Packet... packets) {
        List<EncodedPacket> encoded = Stream.of(packets).map(EncodedPacket::of).toList();
        return new String(Payload.encode(encoded), StandardCharsets.UTF_8);
    }
}
