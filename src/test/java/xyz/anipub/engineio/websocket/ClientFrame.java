package xyz.anipub.engineio.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A frame as a client sends it: masked, one byte after the other; right or wrong. */
record ClientFrame(boolean isFinal, int reservedBits, int opcode, byte[] payload) {

    /** The one of the examples in RFC 6455 section 5.7. */
    private static final byte[] KEY = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private static final byte[] NOTHING = {};

    static ClientFrame of(int opcode, byte[] payload) {
        return new ClientFrame(true, 0, opcode, payload);
    }

    static ClientFrame of(int opcode, String payload) {
        return of(opcode, payload.getBytes(UTF_8));
    }

    static ClientFrame text(String message) {
        return of(Opcode.TEXT, message);
    }

    static ClientFrame text(byte[] message) {
        return of(Opcode.TEXT, message);
    }

    static ClientFrame binary(byte[] message) {
        return of(Opcode.BINARY, message);
    }

    static ClientFrame continuation(String part) {
        return of(Opcode.CONTINUATION, part);
    }

    static ClientFrame continuation(byte[] part) {
        return of(Opcode.CONTINUATION, part);
    }

    /** @param payload bytes as characters */
    static ClientFrame ping(String payload) {
        return of(Opcode.PING, payload.getBytes(ISO_8859_1));
    }

    static ClientFrame pong(String payload) {
        return of(Opcode.PONG, payload);
    }

    static ClientFrame close() {
        return of(Opcode.CLOSE, NOTHING);
    }

    static ClientFrame close(int code, String reason) {
        return close(code, reason.getBytes(UTF_8));
    }

    static ClientFrame close(int code, byte[] reason) {
        ByteBuffer payload = ByteBuffer.allocate(2 + reason.length);
        return of(Opcode.CLOSE, payload.putShort((short) code).put(reason).array());
    }

    /** A message in fragments of a size. */
    static List<ClientFrame> fragments(int opcode, byte[] message, int size) {
        int count = Math.max(1, (message.length + size - 1) / size);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    byte[] part = Arrays.copyOfRange(message, i * size, Math.min(message.length, (i + 1) * size));
                    ClientFrame frame = of(i == 0 ? opcode : Opcode.CONTINUATION, part);
                    return i == count - 1 ? frame : frame.unfinished();
                })
                .toList();
    }

    /** The same frame, with more fragments to come. */
    ClientFrame unfinished() {
        return new ClientFrame(false, reservedBits, opcode, payload);
    }

    /** @param bits three of them, the first worth 4 */
    ClientFrame withReservedBits(int bits) {
        return new ClientFrame(isFinal, bits, opcode, payload);
    }

    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(14 + payload.length);
        bytes.put((byte) ((isFinal ? 0x80 : 0) | reservedBits << 4 | opcode));
        if (payload.length < 126) {
            bytes.put((byte) (0x80 | payload.length));
        } else if (payload.length < 0x10000) {
            bytes.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            bytes.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        bytes.put(KEY);
        for (int i = 0; i < payload.length; i++) {
            bytes.put((byte) (payload[i] ^ KEY[i % 4]));
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    static byte[] bytes(List<ClientFrame> frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        frames.forEach(frame -> all.writeBytes(frame.bytes()));
        return all.toByteArray();
    }
}
