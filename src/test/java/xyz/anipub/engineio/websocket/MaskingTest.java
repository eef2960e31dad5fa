package xyz.anipub.engineio.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 6455 section 5.3. */
class MaskingTest {

    private static final int KEY = 0x37fa213d;

    /** As the section words it: octet i of the transformed data is octet i of the original XOR octet i MOD 4 of the key. */
    private static byte octet(byte original, int i) {
        return (byte) (original ^ KEY >>> (24 - 8 * (i % 4)));
    }

    @Test
    void masksEachOctetAsTheSectionSays() {
        for (int from = 0; from < 9; from++) {
            for (int length = 0; length < 40; length++) {
                byte[] bytes = new byte[60];
                Masking.apply(KEY, bytes, from, from + length);
                for (int i = 0; i < bytes.length; i++) {
                    boolean within = i >= from && i < from + length;
                    assertThat(bytes[i]).isEqualTo(within ? octet((byte) 0, i - from) : 0);
                }
            }
        }
    }

    @Test
    void goesOnWithTheKeyThatItReturns() {
        for (int cut = 0; cut <= 30; cut++) {
            byte[] bytes = new byte[30];
            int key = Masking.apply(KEY, bytes, 0, cut);
            Masking.apply(key, bytes, cut, bytes.length);
            for (int i = 0; i < bytes.length; i++) {
                assertThat(bytes[i]).isEqualTo(octet((byte) 0, i));
            }
        }
    }
}
