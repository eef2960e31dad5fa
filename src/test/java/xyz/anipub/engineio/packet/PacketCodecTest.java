package xyz.anipub.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol sections 1.4 and 1.5. */
class PacketCodecTest {

    static Stream<Arguments> textPackets() {
        return Stream.of(
                Arguments.of("0{\"sid\":\"x\"}", new Packet.Open("{\"sid\":\"x\"}"), PacketType.OPEN),
                Arguments.of("1", new Packet.Close(), PacketType.CLOSE),
                Arguments.of("2", new Packet.Ping(""), PacketType.PING),
                Arguments.of("2probe", new Packet.Ping("probe"), PacketType.PING),
                Arguments.of("3", new Packet.Pong(""), PacketType.PONG),
                Arguments.of("3probe", new Packet.Pong("probe"), PacketType.PONG),
                Arguments.of("4", new Packet.Text(""), PacketType.MESSAGE),
                Arguments.of("4héllo€😀", new Packet.Text("héllo€😀"), PacketType.MESSAGE),
                Arguments.of("5", new Packet.Upgrade(), PacketType.UPGRADE),
                Arguments.of("6", new Packet.Noop(), PacketType.NOOP));
    }

    @ParameterizedTest
    @MethodSource("textPackets")
    void readsAndWritesEachType(String text, Packet packet, PacketType type) {
        assertThat(PacketCodec.decode(text)).isEqualTo(packet);
        assertThat(PacketCodec.encode(packet)).isEqualTo(text);
        assertThat(packet.type()).isEqualTo(type);
    }

    @Test
    void writesBinaryAsPaddedBase64() {
        Packet packet = new Packet.Binary(new byte[] {1, 2, 3, 4});

        assertThat(PacketCodec.encode(packet)).isEqualTo("bAQIDBA==");
        assertThat(packet.type()).isEqualTo(PacketType.MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bAQIDBA==", "bAQIDBA", "bAQ ID\nBA==", "b*AQIDBA=="})
    void readsBase64AsLenientlyAsTheReference(String text) {
        assertThat(PacketCodec.decode(text))
                .isInstanceOfSatisfying(
                        Packet.Binary.class, binary -> assertThat(binary.data()).containsExactly(1, 2, 3, 4));
    }

    @Test
    void readsAnEmptyBinaryMessage() {
        assertThat(PacketCodec.decode("b"))
                .isInstanceOfSatisfying(
                        Packet.Binary.class, binary -> assertThat(binary.data()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x", "5x", "6x"})
    void ignoresDataWhereNoneBelongs(String text) {
        assertThat(PacketCodec.encode(PacketCodec.decode(text))).isEqualTo(text.substring(0, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "9", "abc", "B", "/", " 4", "\u001e", "bA", "b="})
    void refusesWhatIsNoPacket(String text) {
        assertThatThrownBy(() -> PacketCodec.decode(text)).isInstanceOf(MalformedPacketException.class);
    }

    @Test
    void saysWhatIsWrongWithoutRepeatingIt() {
        assertThatThrownBy(() -> PacketCodec.decode("")).hasMessage("empty packet");
        assertThatThrownBy(() -> PacketCodec.decode("xsecret")).hasMessage("unknown packet type");
        assertThatThrownBy(() -> PacketCodec.decode("bA")).hasMessage("undecodable base64");
    }
}
