package xyz.anipub.socketio.msgpack;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.MalformedPacketException;
import xyz.anipub.socketio.packet.Packet;
import xyz.anipub.socketio.packet.PacketLimits;
import xyz.anipub.socketio.packet.Parser;
import xyz.anipub.socketio.packet.PayloadShape;

/**
 * Reads packets, of which each is one binary message (protocol section 7.1). Stateless.
 *
 * <p>Keys other than {@code type}, {@code nsp}, {@code data} and {@code id} are ignored. {@link PayloadShape} is as strict as it
 * is with the standard format.
 *
 * <p>Of the {@link PacketLimits}, the number of attachments means nothing here; the bytes of all binary values in a
 * packet and the depth of its payload do.
 */
final class MsgpackDecoder implements Parser.Decoder {

    private static final BigDecimal MAX_ID = BigDecimal.valueOf((1L << 53) - 1);

    private final PacketLimits limits;

    MsgpackDecoder(PacketLimits limits) {
        this.limits = limits;
    }

    @Override
    public Optional<Packet> add(String text) {
        throw new MalformedPacketException("text, where packets are binary");
    }

    @Override
    public Optional<Packet> add(byte[] message) {
        // The packet itself is a level around its payload.
        ValueReader reader =
                new ValueReader(message, limits.maxDepth() + 1, limits.maxAttachmentBytes(), limits.maxValues());
        if (reader.readAll() instanceof JsonObject packet) {
            return Optional.of(packet(packet));
        }
        throw new MalformedPacketException("packet is not a map");
    }

    @Override
    public Optional<String> awaiting() {
        return Optional.empty();
    }

    private static Packet packet(JsonObject packet) {
        PacketType type = PacketType.of(
                integer(packet.get("type")).orElseThrow(() -> new MalformedPacketException("no packet type")));
        String namespace =
                Arguments.text(packet.get("nsp")).orElseThrow(() -> new MalformedPacketException("invalid namespace"));
        Optional<JsonValue> payload = Optional.ofNullable(packet.get("data"));
        OptionalLong id = integer(packet.get("id"));
        return switch (type) {
            case CONNECT -> PayloadShape.connect(namespace, payload);
            case DISCONNECT -> PayloadShape.disconnect(namespace, payload);
            case EVENT -> PayloadShape.event(namespace, id, payload);
            case ACK -> PayloadShape.ack(namespace, id, payload);
            case CONNECT_ERROR -> PayloadShape.connectError(namespace, payload);
        };
    }

    /** A number without a fraction, 0 to 2^53 - 1; empty if there is none. */
    private static OptionalLong integer(@Nullable JsonValue value) {
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value instanceof JsonNumber number && number.isIntegral()) {
            BigDecimal exact = number.bigDecimalValue();
            if (exact.signum() >= 0 && exact.compareTo(MAX_ID) <= 0) {
                return OptionalLong.of(exact.longValue());
            }
        }
        throw new MalformedPacketException("not a whole number where one is due");
    }
}
