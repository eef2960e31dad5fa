package xyz.anipub.engineio.packet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * One packet of revision 3 to and from its text and its bytes (protocol section 2.1). Text packets are those of
 * {@link PacketCodec}; a binary one names its type: {@code b4<base64>} in text, and a first byte 4, as a number, in
 * bytes.
 */
final class PacketCodecV3 {

    private static final char BINARY = 'b';
    private static final int MESSAGE = PacketType.MESSAGE.digit() - '0';

    private PacketCodecV3() {}

    /**
     * Reads a text packet, or a binary one in text.
     *
     * @throws MalformedPacketException if it is neither
     */
    static Packet decode(String text) {
        if (text.isEmpty() || text.charAt(0) != BINARY) {
            return PacketCodec.decode(text);
        }
        if (text.length() == 1) {
            throw new MalformedPacketException("binary without a type");
        }
        return binary(text.charAt(1) - '0', PacketCodec.base64(text.substring(2)));
    }

    /**
     * Reads a binary packet.
     *
     * @throws MalformedPacketException if there is no byte, or the first is no type
     */
    static Packet decode(byte[] bytes) {
        if (bytes.length == 0) {
            throw new MalformedPacketException("empty packet");
        }
        return binary(bytes[0], Arrays.copyOfRange(bytes, 1, bytes.length));
    }

    static String encode(Packet packet) {
        if (packet instanceof Packet.Binary binary) {
            return "" + BINARY + packet.type().digit() + Base64.getEncoder().encodeToString(binary.data());
        }
        return PacketCodec.encode(packet);
    }

    static byte[] encode(Packet.Binary message) {
        byte[] bytes = new byte[1 + message.data().length];
        bytes[0] = (byte) MESSAGE;
        System.arraycopy(message.data(), 0, bytes, 1, message.data().length);
        return bytes;
    }

    /** Other packets than messages are allowed to come as binary, too; their data is text then as ever. */
    private static Packet binary(int type, byte[] content) {
        if (type == MESSAGE) {
            return new Packet.Binary(content);
        }
        if (type < 0 || type > 9) {
            throw new MalformedPacketException("unknown packet type");
        }
        return PacketCodec.decode(type + new String(content, StandardCharsets.UTF_8));
    }
}
