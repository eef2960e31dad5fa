package xyz.anipub.engineio.packet;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * Several packets in one HTTP body (protocol section 1.5): {@code <packet> 0x1e <packet> …}, every packet in its text
 * form, the whole in UTF-8.
 */
public final class Payload {

    /** U+001E between two packets. */
    public static final char SEPARATOR = '\u001e';

    private Payload() {}

    /**
     * Hands over the packets of a payload, one by one and in order, so that those before a malformed one are
     * delivered.
     *
     * @throws MalformedPacketException at the first item that is no packet; an empty payload is one empty item
     */
    public static void decode(String payload, Consumer<Packet> sink) {
        int start = 0;
        for (int end = payload.indexOf(SEPARATOR); end >= 0; end = payload.indexOf(SEPARATOR, start)) {
            sink.accept(PacketCodec.decode(payload.substring(start, end)));
            start = end + 1;
        }
        sink.accept(PacketCodec.decode(payload.substring(start)));
    }

    /** The UTF-8 bytes of a payload. */
    public static byte[] encode(List<EncodedPacket> packets) {
        if (packets.size() == 1) {
            return packets.get(0).textBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (EncodedPacket packet : packets) {
            if (body.size() > 0) {
                body.write(SEPARATOR);
            }
            body.writeBytes(packet.textBytes());
        }
        return body.toByteArray();
    }
}
