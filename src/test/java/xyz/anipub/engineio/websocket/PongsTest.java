package xyz.anipub.engineio.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** RFC 6455 sections 5.5.2 and 5.5.3. */
class PongsTest {

    private final Pongs pongs = new Pongs();

    private static byte[] frames(int from, int to) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            frames.writeBytes(FrameEncoder.pong(new byte[] {(byte) i}));
        }
        return frames.toByteArray();
    }

    @Test
    void areNoneWithoutAPing() {
        assertThat(pongs.take()).isEmpty();
    }

    @Test
    void areTakenOnceInTheOrderOfThePings() {
        pongs.owe(new byte[] {1});
        pongs.owe(new byte[] {2});

        assertThat(pongs.take()).hasValue(frames(1, 3));
        assertThat(pongs.take()).isEmpty();

        pongs.owe(new byte[] {3});
        assertThat(pongs.take()).hasValue(frames(3, 4));
    }

    @Test
    void ofAMegabyteOfPingsOnlyTheNewestAreAnswered() {
        for (int i = 0; i < 175_000; i++) {
            pongs.owe(new byte[] {(byte) (i < 174_984 ? 99 : i - 174_984)});
        }

        assertThat(pongs.take()).hasValue(frames(0, Pongs.MOST));
    }
}
