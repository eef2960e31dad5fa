package xyz.anipub.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketCodecTest {

    private static Stream<Arguments> textPackets() {
        return Stream.of(
                Arguments.of("0{\"sid\":\"x\"}", new Packet.Open("{\"sid\":\"x\"}"), PacketType.OPEN),
                Arguments.of("1", new Packet.Close(), PacketType.CLOSE),
                Arguments.of("2", new Packet.Ping(""), PacketType.PING),
                Arguments.of("2probe", new Packet.Ping("probe"), PacketType.PING),
                Arguments.of("3", new Packet.Pong(""), PacketType.PONG),
                Arguments.of("3probe", new Packet.Pong("probe"), PacketType.PONG),
                Arguments.of("4", new Packet.Text(""), PacketType.MESSAGE),
                Arguments.of("4hello €", new Packet.Text("hello €"), PacketType.MESSAGE),
                Arguments.of("5", new Packet.Upgrade(), PacketType.UPGRADE),
                Arguments.of("6", new Packet.Noop(), PacketType.NOOP));
    }

    @ParameterizedTest
    @MethodSource("textPackets")
    void decodesAndEncodesTextPackets(String text, Packet packet, PacketType type) {
        assertThat(PacketCodec.decode(text)).isEqualTo(packet);
        assertThat(PacketCodec.encode(packet)).isEqualTo(text);
        assertThat(packet.type()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x", "5x", "6x"})
    void ignoresDataOfAPacketThatHasNone(String text) {
        assertThat(PacketCodec.encode(PacketCodec.decode(text))).isEqualTo(text.substring(0, 1));
    }

    @Test
    void encodesBinaryAsPaddedBase64() {
        assertThat(PacketCodec.encode(new Packet.Binary(new byte[] {1, 2, 3, 4})))
                .isEqualTo("bAQIDBA==");
        assertThat(new Packet.Binary(new byte[0]).type()).isEqualTo(PacketType.MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bAQIDBA==", "bAQIDBA", "bAQ!I D\nBA=="})
    void decodesBase64Leniently(String text) {
        assertThat(binary(text)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void decodesEmptyBinary() {
        assertThat(binary("b")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "8hello", "a", "/", " 4", "bA", "b="})
    void refusesAnythingElse(String text) {
        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> PacketCodec.decode(text));
    }

    @Test
    void refusesAnEmptyText() {
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> PacketCodec.decode(""))
                .withMessage("empty packet");
    }

    @Test
    void saysWhatIsMalformedWithoutRepeatingIt() {
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> PacketCodec.decode("xsecret"))
                .withMessage("unknown packet type");
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> PacketCodec.decode("bA"))
                .withMessage("undecodable base64");
    }

    @ParameterizedTest
    @EnumSource(PacketType.class)
    void numbersTheTypesInOrder(PacketType type) {
        assertThat(type.digit()).isEqualTo((char) ('0' + type.ordinal()));
    }

    private static byte[] binary(String text) {
        return ((Packet.Binary) PacketCodec.decode(text)).data();
    }
}
