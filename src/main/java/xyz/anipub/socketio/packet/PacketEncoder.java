package xyz.anipub.socketio.packet;

import java.util.List;
import java.util.OptionalLong;

/**
 * Turns a packet into what travels (protocol section 3.1): {@code type [count "-"] [namespace ","] [id] [json]}.
 * Stateless.
 */
public final class PacketEncoder {

    /** In characters; a longer text costs a copy. */
    private static final int USUAL_LENGTH = 256;

    private PacketEncoder() {}

    public static EncodedPacket encode(Packet packet) {
        StringBuilder text = new StringBuilder(USUAL_LENGTH);
        JsonWriter json = new JsonWriter(text);
        if (packet instanceof Packet.Event event) {
            begin(text, PacketType.EVENT, packet, event.id());
            json.writeArray(event.values());
            return whole(text, PacketType.BINARY_EVENT, json.attachments());
        } else if (packet instanceof Packet.Ack ack) {
            begin(text, PacketType.ACK, packet, ack.id());
            json.writeArray(ack.arguments());
            return whole(text, PacketType.BINARY_ACK, json.attachments());
        } else if (packet instanceof Packet.Connect connect) {
            begin(text, PacketType.CONNECT, packet, OptionalLong.empty());
            connect.payload().ifPresent(json::write);
        } else if (packet instanceof Packet.ConnectError error) {
            begin(text, PacketType.CONNECT_ERROR, packet, OptionalLong.empty());
            json.write(error.payload());
        } else {
            begin(text, PacketType.DISCONNECT, packet, OptionalLong.empty());
        }
        if (!json.attachments().isEmpty()) {
            throw new IllegalArgumentException("only events and acks carry binary values");
        }
        return new EncodedPacket(text.toString(), List.of());
    }

    /** Writes what stands before the payload, as if there were no attachments. */
    private static void begin(StringBuilder text, PacketType type, Packet packet, OptionalLong id) {
        text.append(type.digit());
        if (!packet.namespace().equals("/")) {
            text.append(packet.namespace()).append(',');
        }
        if (id.isPresent()) {
            text.append(id.getAsLong());
        }
    }

    /** @param binary the packet's type if there are attachments, which is known only now */
    private static EncodedPacket whole(StringBuilder text, PacketType binary, List<byte[]> attachments) {
        if (!attachments.isEmpty()) {
            text.replace(0, 1, "" + binary.digit() + attachments.size() + '-');
        }
        return new EncodedPacket(text.toString(), List.copyOf(attachments));
    }
}
