package xyz.anipub.socketio.msgpack;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.packet.Binary;
import xyz.anipub.socketio.packet.MalformedPacketException;
import xyz.anipub.socketio.packet.Packet;
import xyz.anipub.socketio.packet.PacketLimits;
import xyz.anipub.socketio.packet.Parser;
import xyz.anipub.socketio.packet.ReservedEvents;

/**
 * Reads packets, of which each is one binary message (protocol section 7.1). Stateless.
 *
 * <p>Keys other than {@code type}, {@code nsp}, {@code data} and {@code id} are ignored. Stricter than the reference
 * server's: an event has a name, and a reserved one is refused as it is in the standard format, so that an application
 * may rely on that whichever format it runs with.
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
        String namespace = namespace(packet.get("nsp"));
        Optional<JsonValue> payload = Optional.ofNullable(packet.get("data"));
        OptionalLong id = integer(packet.get("id"));
        return switch (type) {
            case CONNECT -> new Packet.Connect(namespace, payload.map(MsgpackDecoder::auth));
            case DISCONNECT -> disconnect(namespace, payload);
            case EVENT -> new Packet.Event(namespace, id, named(array(payload)));
            case ACK -> new Packet.Ack(namespace, id, array(payload));
            case CONNECT_ERROR -> new Packet.ConnectError(namespace, error(payload));
        };
    }

    private static String namespace(@Nullable JsonValue value) {
        if (isText(value)) {
            return ((JsonString) value).getString();
        }
        throw new MalformedPacketException("invalid namespace");
    }

    private static JsonObject auth(JsonValue payload) {
        if (payload instanceof JsonObject object) {
            return object;
        }
        throw invalidPayload();
    }

    private static Packet disconnect(String namespace, Optional<JsonValue> payload) {
        if (payload.isPresent()) {
            throw invalidPayload();
        }
        return new Packet.Disconnect(namespace);
    }

    private static List<JsonValue> named(JsonArray values) {
        if (values.isEmpty() || !Packet.Event.isName(values.get(0))) {
            throw invalidPayload();
        }
        if (values.get(0) instanceof JsonString name && ReservedEvents.contains(name.getString())) {
            throw new MalformedPacketException("reserved event name");
        }
        return values;
    }

    private static JsonArray array(Optional<JsonValue> payload) {
        if (payload.orElse(JsonValue.NULL) instanceof JsonArray array) {
            return array;
        }
        throw invalidPayload();
    }

    private static JsonValue error(Optional<JsonValue> payload) {
        JsonValue value = payload.orElseThrow(MsgpackDecoder::invalidPayload);
        if (value instanceof JsonObject || isText(value)) {
            return value;
        }
        throw invalidPayload();
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

    private static boolean isText(@Nullable JsonValue value) {
        return value instanceof JsonString && !(value instanceof Binary);
    }

    private static MalformedPacketException invalidPayload() {
        return new MalformedPacketException("invalid payload");
    }
}
