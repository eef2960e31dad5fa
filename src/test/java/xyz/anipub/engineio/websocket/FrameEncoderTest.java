package xyz.anipub.engineio.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455 sections 5.1, 5.2, 5.5, 6.1 and 7.4. */
class FrameEncoderTest {

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Section 5.7. */
    @Test
    void makesTheExamplesOfTheRfc() {
        byte[] hello = "Hello".getBytes(UTF_8);

        assertThat(hex(FrameEncoder.text("Hello"))).isEqualTo("810548656c6c6f");
        assertThat(hex(FrameEncoder.text(hello))).isEqualTo("810548656c6c6f");
        assertThat(hex(FrameEncoder.ping(hello))).isEqualTo("890548656c6c6f");
        assertThat(hex(FrameEncoder.pong(hello))).isEqualTo("8a0548656c6c6f");
        assertThat(hex(FrameEncoder.binary(new byte[256]))).isEqualTo("827e0100" + "00".repeat(256));
        assertThat(hex(FrameEncoder.binary(new byte[65536]))).isEqualTo("827f0000000000010000" + "00".repeat(65536));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8200",
        "1, 8201",
        "125, 827d",
        "126, 827e007e",
        "65535, 827effff",
        "65536, 827f0000000000010000",
    })
    void writesTheLengthInAsManyBytesAsItNeeds(int length, String header) {
        byte[] content = new byte[length];
        Arrays.fill(content, (byte) 7);

        assertThat(hex(FrameEncoder.binary(content))).isEqualTo(header + "07".repeat(length));
    }

    @Test
    void writesUtf8() {
        assertThat(hex(FrameEncoder.text("€"))).isEqualTo("8103e282ac");
    }

    @Test
    void refusesALongControlFrame() {
        assertThat(FrameEncoder.ping(new byte[125])).hasSize(127);
        assertThatThrownBy(() -> FrameEncoder.ping(new byte[126])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FrameEncoder.pong(new byte[126])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhyItCloses() {
        assertThat(hex(FrameEncoder.close(1001, "bye"))).isEqualTo("880503e9627965");
        assertThat(hex(FrameEncoder.close(1000, ""))).isEqualTo("880203e8");
        assertThat(hex(FrameEncoder.close(CloseCode.NO_STATUS, "unsaid"))).isEqualTo("8800");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 999, 1004, 1006, 1015, 1016, 2999, 5000, 65535, 66536})
    void refusesACodeThatMayNotBeSent(int code) {
        assertThatThrownBy(() -> FrameEncoder.close(code, "")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Those of section 7.4.1, and of IANA's registry since. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999})
    void takesACodeThatMayBeSent(int code) {
        assertThat(FrameEncoder.close(code, ""))
                .isEqualTo(new byte[] {(byte) 0x88, 2, (byte) (code >> 8), (byte) code});
    }

    @Test
    void cutsALongReasonBetweenTwoCharacters() {
        String longest = "x".repeat(123);

        assertThat(FrameEncoder.close(1000, longest)).hasSize(127).endsWith('x', 'x', 'x');
        assertThat(FrameEncoder.close(1000, longest + "y")).hasSize(127).doesNotContain('y');
        assertThat(FrameEncoder.close(1000, "€".repeat(41))).hasSize(127);
        assertThat(FrameEncoder.close(1000, "x" + "€".repeat(41))).hasSize(125);
        assertThat(FrameEncoder.close(1000, "x".repeat(120) + "😀")).hasSize(124);
    }
}
