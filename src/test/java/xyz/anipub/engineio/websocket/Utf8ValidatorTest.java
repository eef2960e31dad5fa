package xyz.anipub.engineio.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** RFC 3629, with Java's own decoder to compare with. */
class Utf8ValidatorTest {

    /** The ends of every range that RFC 3629's grammar names, and what is just outside. */
    private static final int[] EDGES = {
        0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef,
        0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
    };

    private final CharsetDecoder java = UTF_8.newDecoder();

    @Test
    void agreesAboutAllThreeBytes() {
        for (int first = 0; first < 0x100; first++) {
            for (int second = 0; second < 0x100; second++) {
                for (int third : EDGES) {
                    agreesAbout(bytes(first, second, third));
                }
            }
        }
    }

    @Test
    void agreesAboutFiveBytesAtTheEdges() {
        for (int first : EDGES) {
            for (int second : EDGES) {
                for (int third : EDGES) {
                    for (int fourth : EDGES) {
                        agreesAbout(bytes(first, second, third, fourth, 'a'));
                    }
                }
            }
        }
    }

    @Test
    void takesEveryCharacterAtEveryCut() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                byte[] bytes = Character.toString(codePoint).getBytes(UTF_8);
                int state = Utf8Validator.COMPLETE;
                for (int i = 0; i < bytes.length; i++) {
                    state = Utf8Validator.advance(state, bytes, i, i + 1);
                    assertThat(state == Utf8Validator.COMPLETE).isEqualTo(i == bytes.length - 1);
                }
            }
        }
    }

    /** Wherever it is among those of which eight are looked at together. */
    @Test
    void findsTheWrongByteAmongAscii() {
        for (int length = 1; length < 40; length++) {
            for (int wrong = 0; wrong < length; wrong++) {
                byte[] bytes = "a".repeat(length).getBytes(UTF_8);
                assertThat(Utf8Validator.advance(Utf8Validator.COMPLETE, bytes, 0, length))
                        .isEqualTo(Utf8Validator.COMPLETE);
                bytes[wrong] = (byte) 0xff;
                assertThat(Utf8Validator.advance(Utf8Validator.COMPLETE, bytes, 0, length))
                        .isEqualTo(Utf8Validator.INVALID);
                assertThat(Utf8Validator.advance(Utf8Validator.COMPLETE, bytes, 0, wrong))
                        .isEqualTo(Utf8Validator.COMPLETE);
            }
        }
    }

    /** Up to each byte: what is wrong is so with the very byte after which nothing can mend it. */
    private void agreesAbout(byte[] bytes) {
        for (int length = 1; length <= bytes.length; length++) {
            int state = Utf8Validator.advance(Utf8Validator.COMPLETE, bytes, 0, length);
            boolean isText = !isMalformed(bytes, length, true);
            boolean isBeginning = isText || !isMalformed(bytes, length, false) && canBeMended(bytes, length);
            if ((state == Utf8Validator.COMPLETE) != isText || (state != Utf8Validator.INVALID) != isBeginning) {
                throw new AssertionError(HexFormat.of().formatHex(bytes, 0, length) + " is " + state);
            }
        }
    }

    /** Java notices a surrogate with its last byte only. */
    private boolean canBeMended(byte[] bytes, int length) {
        byte[] mended = Arrays.copyOf(bytes, length + 3);
        Arrays.fill(mended, length, mended.length, (byte) 0x80);
        for (int next : new int[] {0x80, 0x90, 0xa0}) {
            mended[length] = (byte) next;
            for (int more = 1; more <= 3; more++) {
                if (!isMalformed(mended, length + more, true)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isMalformed(byte[] bytes, int length, boolean isAll) {
        CoderResult result = java.reset().decode(ByteBuffer.wrap(bytes, 0, length), CharBuffer.allocate(length), isAll);
        return result.isError();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
