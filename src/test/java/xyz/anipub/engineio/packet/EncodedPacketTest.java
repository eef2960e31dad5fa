package xyz.anipub.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protocol section 1.5 and RFC 6455 section 5.2. */
class EncodedPacketTest {

    private static final byte[] BYTES = {1, 2, 3, (byte) 0xff};

    @Test
    void writesTextAsAWebSocketTextMessage() {
        EncodedPacket packet = EncodedPacket.of(new Packet.Text("€"));

        assertThat(packet.isBinary()).isFalse();
        assertThat(packet.text()).isEqualTo("4€");
        assertThat(packet.webSocketBytes()).isEqualTo("4€".getBytes(StandardCharsets.UTF_8));
        assertThat(packet.size()).isEqualTo(4);
        assertThat(hex(packet.webSocketFrame())).isEqualTo("810434e282ac");
        assertThat(packet.packet()).isEqualTo(new Packet.Text("€"));
    }

    @Test
    void mayBeCompressedUnlessItIsMarked() {
        EncodedPacket packet = EncodedPacket.of(new Packet.Binary(BYTES));
        EncodedPacket marked = packet.uncompressed();

        assertThat(packet.isCompressible()).isTrue();
        assertThat(marked.isCompressible()).isFalse();
        assertThat(marked.asText().isCompressible()).isFalse();
        assertThat(marked.isBinary()).isTrue();
        assertThat(marked.webSocketBytes()).isEqualTo(BYTES);
    }

    @Test
    void writesBinaryWithoutATypeByte() {
        EncodedPacket packet = EncodedPacket.of(new Packet.Binary(BYTES));

        assertThat(packet.isBinary()).isTrue();
        assertThat(packet.webSocketBytes()).isEqualTo(BYTES);
        assertThat(packet.size()).isEqualTo(4);
        assertThat(hex(packet.webSocketFrame())).isEqualTo("8204010203ff");
        assertThat(packet.text()).isEqualTo("bAQID/w==");
        assertThat(packet.textBytes()).isEqualTo("bAQID/w==".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void writesBinaryAsTextForAClientThatTakesNoBinary() {
        EncodedPacket packet = EncodedPacket.of(new Packet.Binary(BYTES)).asText();

        assertThat(packet.isBinary()).isFalse();
        assertThat(packet.webSocketBytes()).isEqualTo("bAQID/w==".getBytes(StandardCharsets.US_ASCII));
        assertThat(packet.webSocketFrame()).startsWith(0x81, 9);
        assertThat(packet.size()).isEqualTo(9);
    }

    @Test
    void isItsOwnTextFormIfItIsText() {
        EncodedPacket packet = EncodedPacket.of(new Packet.Text("x"));

        assertThat(packet.asText()).isSameAs(packet);
    }

    @Test
    void makesEachFormOnce() {
        EncodedPacket packet = EncodedPacket.of(new Packet.Text("x"));

        assertThat(packet.text()).isSameAs(packet.text());
        assertThat(packet.textBytes()).isSameAs(packet.textBytes());
        assertThat(packet.webSocketFrame()).isSameAs(packet.webSocketFrame());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8200",
        "125, 827d",
        "126, 827e007e",
        "65535, 827effff",
        "65536, 827f0000000000010000",
    })
    void writesTheLengthInAsManyBytesAsItNeeds(int length, String header) {
        byte[] content = new byte[length];
        Arrays.fill(content, (byte) 7);

        byte[] frame = EncodedPacket.of(new Packet.Binary(content)).webSocketFrame();

        int headerLength = header.length() / 2;
        assertThat(hex(Arrays.copyOf(frame, headerLength))).isEqualTo(header);
        assertThat(Arrays.copyOfRange(frame, headerLength, frame.length)).isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource({"124, 817d", "125, 817e007e", "65534, 817effff", "65535, 817f0000000000010000"})
    void putsTheTypeOfATextBehindTheHeader(int length, String header) {
        EncodedPacket packet = EncodedPacket.of(new Packet.Text("x".repeat(length)));

        byte[] content = ("4" + "x".repeat(length)).getBytes(StandardCharsets.US_ASCII);
        assertThat(hex(packet.webSocketFrame())).isEqualTo(header + hex(content));
        assertThat(packet.size()).isEqualTo(content.length);
        assertThat(packet.textBytes()).isEqualTo(content);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
