package xyz.anipub.socketio.msgpack;

import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.OptionalLong;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.EncodedPacket;
import xyz.anipub.socketio.packet.Packet;
import xyz.anipub.socketio.packet.PacketLimits;
import xyz.anipub.socketio.packet.Parser;

/**
 * Each packet is one binary message, the map {@code {type, data?, nsp, id?}} (protocol section 7.1). Binary values are
 * written where they stand; there are no attachments. What is absent is left out: JavaScript takes nil for a value.
 */
public final class MsgpackParser implements Parser {

    @Override
    public EncodedPacket encode(Packet packet) {
        if (packet instanceof Packet.Event event) {
            return message(PacketType.EVENT, packet, Optional.of(Arguments.value(event.values())), event.id());
        } else if (packet instanceof Packet.Ack ack) {
            return message(PacketType.ACK, packet, Optional.of(Arguments.value(ack.arguments())), ack.id());
        } else if (packet instanceof Packet.Connect connect) {
            return message(PacketType.CONNECT, packet, connect.payload(), OptionalLong.empty());
        } else if (packet instanceof Packet.ConnectError error) {
            return message(PacketType.CONNECT_ERROR, packet, Optional.of(error.payload()), OptionalLong.empty());
        }
        return message(PacketType.DISCONNECT, packet, Optional.empty(), OptionalLong.empty());
    }

    @Override
    public Decoder decoder(PacketLimits limits) {
        return new MsgpackDecoder(limits);
    }

    private static EncodedPacket message(
            PacketType type, Packet packet, Optional<? extends JsonValue> payload, OptionalLong id) {
        ValueWriter message = new ValueWriter();
        message.mapHeader(2 + (payload.isPresent() ? 1 : 0) + (id.isPresent() ? 1 : 0));
        message.text("type").integer(type.ordinal());
        payload.ifPresent(data -> message.text("data").value(data));
        message.text("nsp").text(packet.namespace());
        id.ifPresent(number -> message.text("id").integer(number));
        return EncodedPacket.binary(message.toByteArray());
    }
}
