package xyz.anipub.socketio.adapter.redis.codec;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import xyz.anipub.socketio.msgpack.ValueReader;
import xyz.anipub.socketio.msgpack.ValueWriter;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.Binary;
import xyz.anipub.socketio.packet.Json;
import xyz.anipub.socketio.packet.MalformedPacketException;

/**
 * One value as bytes: JSON or MessagePack. Thread-safe.
 *
 * <p>Reading throws {@link MalformedMessageException} for what is no value or beyond the limits; writing throws
 * {@link IllegalArgumentException} for what is too long.
 */
final class ValueBytes {

    private final MessageLimits limits;

    ValueBytes(MessageLimits limits) {
        this.limits = limits;
    }

    /** Either of the two: JSON if it begins as an object of JSON does. */
    JsonValue read(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == '{' ? readJson(bytes) : readMsgpack(bytes);
    }

    JsonValue readMsgpack(byte[] bytes) {
        checkLength(bytes);
        try {
            return new ValueReader(bytes, limits.maxDepth(), limits.maxBytes(), limits.maxValues()).readAll();
        } catch (MalformedPacketException e) {
            throw new MalformedMessageException("no MessagePack: " + e.getMessage(), e);
        }
    }

    private JsonValue readJson(byte[] bytes) {
        checkLength(bytes);
        try {
            return Json.parse(new String(bytes, StandardCharsets.UTF_8), limits.ofPackets());
        } catch (MalformedPacketException e) {
            throw new MalformedMessageException("no JSON: " + e.getMessage(), e);
        }
    }

    /** Before anything is made of what came. */
    void checkLength(byte[] bytes) {
        if (bytes.length > limits.maxBytes()) {
            throw new MalformedMessageException("longer than " + limits.maxBytes() + " bytes");
        }
    }

    /** MessagePack if there is a binary value in it, else JSON. */
    byte[] write(JsonValue value) {
        return hasBinary(value) ? writeMsgpack(value) : writeJson(value);
    }

    /** With binary values as JavaScript writes a Buffer: <code>{"type":"Buffer","data":[1,2]}</code>. */
    byte[] writeJson(JsonValue value) {
        JsonValue plain = hasBinary(value) ? withoutBinary(value) : value;
        return checked(Json.write(plain).getBytes(StandardCharsets.UTF_8));
    }

    byte[] writeMsgpack(JsonValue value) {
        return checked(new ValueWriter().value(value).toByteArray());
    }

    /** What is written here is within the limits of those who read. */
    byte[] checked(byte[] bytes) {
        if (bytes.length > limits.maxBytes()) {
            throw new IllegalArgumentException("a message of more than " + limits.maxBytes() + " bytes");
        }
        return bytes;
    }

    static boolean hasBinary(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> value instanceof Binary;
            case ARRAY -> value.asJsonArray().stream().anyMatch(ValueBytes::hasBinary);
            case OBJECT -> value.asJsonObject().values().stream().anyMatch(ValueBytes::hasBinary);
            default -> false;
        };
    }

    private static JsonValue withoutBinary(JsonValue value) {
        if (value instanceof Binary binary) {
            return buffer(binary);
        }
        return switch (value.getValueType()) {
            case ARRAY ->
                Arguments.value(value.asJsonArray().stream()
                        .map(ValueBytes::withoutBinary)
                        .toList());
            case OBJECT -> withoutBinary(value.asJsonObject());
            default -> value;
        };
    }

    private static JsonValue withoutBinary(JsonObject object) {
        Map<String, JsonValue> plain = new LinkedHashMap<>();
        object.forEach((key, value) -> plain.put(key, withoutBinary(value)));
        return Arguments.value(plain);
    }

    private static JsonValue buffer(Binary binary) {
        byte[] bytes = binary.shared();
        List<Integer> octets = new ArrayList<>(bytes.length);
        for (byte each : bytes) {
            octets.add(each & 0xff);
        }
        Map<String, Object> buffer = new LinkedHashMap<>();
        buffer.put("type", "Buffer");
        buffer.put("data", octets);
        return Arguments.value(buffer);
    }
}
