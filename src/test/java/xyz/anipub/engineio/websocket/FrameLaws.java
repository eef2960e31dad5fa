package xyz.anipub.engineio.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** What holds for whatever comes from a client: where it is cut does not matter, and nothing but a violation comes out. */
final class FrameLaws {

    static final int LIMIT = 500;

    private FrameLaws() {}

    /** The same events whether the bytes come in one piece, one by one, or in a buffer without an array. */
    static void holdFor(byte[] bytes) {
        List<String> events = read(bytes);
        assertThat(read(bytes, 1)).isEqualTo(events);
        assertThat(readDirect(bytes)).isEqualTo(events);
    }

    /** The same with other pieces of one size. */
    static void holdForPieces(byte[] bytes, int size) {
        assertThat(read(bytes, size)).isEqualTo(read(bytes));
    }

    static List<String> read(byte[] bytes) {
        return read(bytes, bytes.length);
    }

    private static List<String> read(byte[] bytes, int size) {
        FrameDecoder decoder = new FrameDecoder(LIMIT);
        RecordingSink sink = new RecordingSink();
        for (int at = 0; at < bytes.length; at += size) {
            sink.read(decoder, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
        }
        return sink.events();
    }

    private static List<String> readDirect(byte[] bytes) {
        RecordingSink sink = new RecordingSink();
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        sink.read(new FrameDecoder(LIMIT), direct);
        return sink.events();
    }
}
