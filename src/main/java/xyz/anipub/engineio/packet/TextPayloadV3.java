package xyz.anipub.engineio.packet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * A payload of revision 3 in text (protocol section 2.2): {@code <length>:<packet>} for each, where the length counts
 * the packet's UTF-16 units, its type digit included.
 */
final class TextPayloadV3 {

    private TextPayloadV3() {}

    /** As {@link Revision#decode(PayloadBody, Consumer)}; a packet of no length is skipped. */
    static void decode(String payload, Consumer<Packet> sink) {
        if (payload.isEmpty()) {
            throw new MalformedPacketException("empty payload");
        }
        int start = 0;
        while (start < payload.length()) {
            int colon = payload.indexOf(':', start);
            if (colon < 0) {
                throw new MalformedPacketException("no colon after a length");
            }
            int length = length(payload, start, colon);
            int end = colon + 1 + length;
            if (end < payload.length() && Character.isLowSurrogate(payload.charAt(end))) {
                // Half a character could not be sent on.
                throw new MalformedPacketException("length cuts a character in two");
            }
            if (length > 0) {
                sink.accept(PacketCodecV3.decode(payload.substring(colon + 1, end)));
            }
            start = end;
        }
    }

    static byte[] encode(List<EncodedPacket> packets) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (EncodedPacket packet : packets) {
            body.writeBytes((packet.text().length() + ":").getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(packet.textBytes());
        }
        return body.toByteArray();
    }

    /** The number between two positions, not more than what stands after it. */
    private static int length(String payload, int from, int colon) {
        if (from == colon) {
            throw new MalformedPacketException("no length");
        }
        int available = payload.length() - colon - 1;
        long length = 0;
        for (int i = from; i < colon; i++) {
            char digit = payload.charAt(i);
            if (digit < '0' || digit > '9') {
                throw new MalformedPacketException("length is not a number");
            }
            length = 10 * length + digit - '0';
            if (length > available) {
                throw new MalformedPacketException("payload is shorter than its length");
            }
        }
        return (int) length;
    }
}
