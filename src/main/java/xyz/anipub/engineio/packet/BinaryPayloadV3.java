package xyz.anipub.engineio.packet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * A payload of revision 3 in bytes (protocol section 2.3), one frame after another:
 * {@code <00 text | 01 binary> <each decimal digit of the length as one byte> <ff> <content>}. The length counts bytes;
 * the content of a text frame is UTF-8, that of a binary one begins with the packet's type as a number.
 */
final class BinaryPayloadV3 {

    private static final byte TEXT = 0;
    private static final byte BINARY = 1;
    private static final byte END_OF_LENGTH = (byte) 0xff;

    /** As many as the largest number of the reference server has. */
    private static final int MOST_DIGITS = 310;

    private BinaryPayloadV3() {}

    /** As {@link Revision#decode(PayloadBody, Consumer)}; broken UTF-8 is mended, as the reference server does. */
    static void decode(byte[] payload, Consumer<Packet> sink) {
        if (payload.length == 0) {
            throw new MalformedPacketException("empty payload");
        }
        ByteBuffer rest = ByteBuffer.wrap(payload);
        while (rest.hasRemaining()) {
            byte kind = rest.get();
            if (kind != TEXT && kind != BINARY) {
                throw new MalformedPacketException("unknown kind of frame");
            }
            byte[] content = new byte[length(rest)];
            rest.get(content);
            sink.accept(
                    kind == TEXT
                            ? PacketCodecV3.decode(new String(content, StandardCharsets.UTF_8))
                            : PacketCodecV3.decode(content));
        }
    }

    static byte[] encode(List<EncodedPacket> packets) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (EncodedPacket packet : packets) {
            byte[] content = packet.webSocketBytes();
            body.write(packet.isBinary() ? BINARY : TEXT);
            Integer.toString(content.length).chars().forEach(digit -> body.write(digit - '0'));
            body.write(END_OF_LENGTH);
            body.writeBytes(content);
        }
        return body.toByteArray();
    }

    /** Reads a length and its end; not more than what is left after it. */
    private static int length(ByteBuffer rest) {
        long length = 0;
        int digits = 0;
        for (byte digit = next(rest); digit != END_OF_LENGTH; digit = next(rest)) {
            digits++;
            if (digit < 0 || digit > 9 || digits > MOST_DIGITS) {
                throw new MalformedPacketException("length is not a number");
            }
            length = Math.min(10 * length + digit, Integer.MAX_VALUE);
        }
        if (digits == 0) {
            throw new MalformedPacketException("no length");
        }
        if (length > rest.remaining()) {
            throw new MalformedPacketException("payload is shorter than its length");
        }
        return (int) length;
    }

    private static byte next(ByteBuffer rest) {
        if (!rest.hasRemaining()) {
            throw new MalformedPacketException("length without an end");
        }
        return rest.get();
    }
}
