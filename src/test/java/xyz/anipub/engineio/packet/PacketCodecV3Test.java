package xyz.anipub.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol section 2.1. */
class PacketCodecV3Test {

    static Stream<Arguments> textPackets() {
        return PacketCodecTest.textPackets();
    }

    @ParameterizedTest
    @MethodSource("textPackets")
    void readsAndWritesTextLikeRevision4(String text, Packet packet) {
        assertThat(Revision.V3.decode(text)).isEqualTo(packet);
        assertThat(Revision.V3.text(packet)).isEqualTo(text);
    }

    @Test
    void writesABinaryMessageInTextWithItsType() {
        assertThat(Revision.V3.text(new Packet.Binary(new byte[] {1, 2, 3, 4}))).isEqualTo("b4AQIDBA==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b4AQIDBA==", "b4AQIDBA", "b4AQ ID\nBA==", "b4*AQIDBA=="})
    void readsABinaryMessageInText(String text) {
        assertBinary(Revision.V3.decode(text), "01020304");
    }

    @ParameterizedTest
    @CsvSource({"04, ''", "0401020304, 01020304", "0404, 04", "04ff00, ff00"})
    void readsAndWritesABinaryMessageWithItsTypeInFront(String bytes, String content) {
        assertBinary(Revision.V3.decode(HexFormat.of().parseHex(bytes)), content);
        assertThat(Revision.V3.bytes(new Packet.Binary(HexFormat.of().parseHex(content))))
                .isEqualTo(HexFormat.of().parseHex(bytes));
    }

    @Test
    void readsAnEmptyBinaryMessage() {
        assertBinary(Revision.V3.decode("b4"), "");
    }

    @Test
    void readsOtherPacketsThatComeAsBinary() {
        assertThat(Revision.V3.decode(new byte[] {2})).isEqualTo(new Packet.Ping(""));
        assertThat(Revision.V3.decode(new byte[] {2, 'p', (byte) 0xc3, (byte) 0xa9}))
                .isEqualTo(new Packet.Ping("pé"));
        assertThat(Revision.V3.decode("b1")).isEqualTo(new Packet.Close());
        assertThat(PacketCodecV3.decode(new byte[] {0, '{', '}'})).isEqualTo(new Packet.Open("{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "9", "abc", "B", ":", "b", "b7AQID", "b9", "bb4", "b:", "b/", "bAQIDBA==", "b4A"})
    void refusesTextThatIsNoPacket(String text) {
        assertThatThrownBy(() -> Revision.V3.decode(text)).isInstanceOf(MalformedPacketException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "07", "09", "0a", "34", "ff01", "80"})
    void refusesBytesThatAreNoPacket(String bytes) {
        byte[] message = HexFormat.of().parseHex(bytes);

        assertThatThrownBy(() -> Revision.V3.decode(message)).isInstanceOf(MalformedPacketException.class);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Revision.V3.decode("b")).hasMessage("binary without a type");
        assertThatThrownBy(() -> Revision.V3.decode(new byte[0])).hasMessage("empty packet");
        assertThatThrownBy(() -> Revision.V3.decode(new byte[] {10})).hasMessage("unknown packet type");
        assertThatThrownBy(() -> Revision.V3.decode(new byte[] {-1})).hasMessage("unknown packet type");
    }

    static void assertBinary(Packet packet, String hex) {
        assertThat(packet).isInstanceOfSatisfying(Packet.Binary.class, binary -> assertThat(
                        HexFormat.of().formatHex(binary.data()))
                .isEqualTo(hex));
    }
}
