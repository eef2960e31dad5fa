package xyz.anipub.socketio.packet;

import java.util.List;
import java.util.OptionalLong;

/**
 * Turns a packet into what travels (protocol section 3.1): {@code type [count "-"] [namespace ","] [id] [json]}.
 * Stateless.
 */
public final class PacketEncoder {

    private PacketEncoder() {}

    public static EncodedPacket encode(Packet packet) {
        JsonWriter json = new JsonWriter();
        if (packet instanceof Packet.Event event) {
            json.writeArray(event.values());
            return join(PacketType.EVENT, PacketType.BINARY_EVENT, packet, event.id(), json);
        } else if (packet instanceof Packet.Ack ack) {
            json.writeArray(ack.arguments());
            return join(PacketType.ACK, PacketType.BINARY_ACK, packet, ack.id(), json);
        } else if (packet instanceof Packet.Connect connect) {
            connect.payload().ifPresent(json::write);
            return plain(PacketType.CONNECT, packet, json);
        } else if (packet instanceof Packet.ConnectError error) {
            json.write(error.payload());
            return plain(PacketType.CONNECT_ERROR, packet, json);
        }
        return plain(PacketType.DISCONNECT, packet, json);
    }

    private static EncodedPacket plain(PacketType type, Packet packet, JsonWriter json) {
        if (!json.attachments().isEmpty()) {
            throw new IllegalArgumentException("only events and acks carry binary values");
        }
        return join(type, type, packet, OptionalLong.empty(), json);
    }

    private static EncodedPacket join(
            PacketType plain, PacketType binary, Packet packet, OptionalLong id, JsonWriter json) {
        List<byte[]> attachments = json.attachments();
        StringBuilder text = new StringBuilder(32);
        if (attachments.isEmpty()) {
            text.append(plain.digit());
        } else {
            text.append(binary.digit()).append(attachments.size()).append('-');
        }
        if (!packet.namespace().equals("/")) {
            text.append(packet.namespace()).append(',');
        }
        id.ifPresent(text::append);
        return new EncodedPacket(text.append(json.text()).toString(), List.copyOf(attachments));
    }
}
