package xyz.anipub.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedPacketTest {

    private static final EncodedPacket TEXT = EncodedPacket.of(new Packet.Text("€"));
    private static final EncodedPacket BINARY = EncodedPacket.of(new Packet.Binary(new byte[] {1, 2, 3}));

    @Test
    void givesATextPacketOneFormForBothTransports() {
        assertThat(TEXT.isBinary()).isFalse();
        assertThat(TEXT.text()).isEqualTo("4€");
        assertThat(TEXT.textBytes()).containsExactly('4', 0xe2, 0x82, 0xac);
        assertThat(TEXT.webSocketBytes()).containsExactly('4', 0xe2, 0x82, 0xac);
        assertThat(TEXT.size()).isEqualTo(4);
        assertThat(TEXT.packet()).isEqualTo(new Packet.Text("€"));
    }

    @Test
    void givesABinaryPacketItsBytesOnAWebSocketAndBase64InAPayload() {
        assertThat(BINARY.isBinary()).isTrue();
        assertThat(BINARY.text()).isEqualTo("bAQID");
        assertThat(BINARY.textBytes()).containsExactly('b', 'A', 'Q', 'I', 'D');
        assertThat(BINARY.webSocketBytes()).containsExactly(1, 2, 3);
        assertThat(BINARY.size()).isEqualTo(3);
    }

    @Test
    void givesABinaryPacketATextFormForAClientWithoutBinary() {
        assertThat(BINARY.asText().isBinary()).isFalse();
        assertThat(BINARY.asText().webSocketBytes()).containsExactly('b', 'A', 'Q', 'I', 'D');
        assertThat(BINARY.asText().webSocketFrame()).containsExactly(0x81, 5, 'b', 'A', 'Q', 'I', 'D');
        assertThat(TEXT.asText()).isSameAs(TEXT);
    }

    @Test
    void makesEachFormOnce() {
        assertThat(TEXT.text()).isSameAs(TEXT.text());
        assertThat(TEXT.textBytes()).isSameAs(TEXT.textBytes());
        assertThat(TEXT.webSocketFrame()).isSameAs(TEXT.webSocketFrame());
    }

    @Test
    void framesTextAndBinary() {
        assertThat(TEXT.webSocketFrame()).containsExactly(0x81, 4, '4', 0xe2, 0x82, 0xac);
        assertThat(BINARY.webSocketFrame()).containsExactly(0x82, 3, 1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0x82 00",
        "125, 0x82 7d",
        "126, 0x82 7e 00 7e",
        "65535, 0x82 7e ff ff",
        "65536, 0x82 7f 00 00 00 00 00 01 00 00"
    })
    void framesEveryLength(int length, String header) {
        byte[] content = new byte[length];
        Arrays.fill(content, (byte) 7);

        byte[] frame = EncodedPacket.of(new Packet.Binary(content)).webSocketFrame();

        int headerLength = frame.length - length;
        StringBuilder hex = new StringBuilder("0x");
        for (int i = 0; i < headerLength; i++) {
            hex.append(i == 0 ? "" : " ").append(String.format("%02x", frame[i]));
        }
        assertThat(hex).hasToString(header);
        assertThat(Arrays.copyOfRange(frame, headerLength, frame.length)).isEqualTo(content);
    }
}
