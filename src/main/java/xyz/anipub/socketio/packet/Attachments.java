package xyz.anipub.socketio.packet;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The binary messages that belong to one packet, as they come in, and the values that they stand for: every object
 * {@code {"_placeholder":true,"num":n}} means attachment n (protocol section 3.2). For one connection's thread.
 */
final class Attachments {

    private final List<Binary> received = new ArrayList<>();
    private final int expected;
    private long bytesLeft;

    Attachments(int expected, long maxBytes) {
        this.expected = expected;
        this.bytesLeft = maxBytes;
    }

    /** Takes the next one; the array must not be changed afterwards. */
    void add(byte[] data) {
        bytesLeft -= data.length;
        if (bytesLeft < 0) {
            throw new MalformedPacketException("attachments too large");
        }
        received.add(Binary.owning(data));
    }

    boolean isComplete() {
        return received.size() == expected;
    }

    /** The values with each placeholder replaced. */
    List<JsonValue> fill(List<JsonValue> values) {
        List<JsonValue> filled = new ArrayList<>(values.size());
        for (JsonValue value : values) {
            filled.add(fill(value));
        }
        return filled;
    }

    private JsonValue fill(JsonValue value) {
        return switch (value.getValueType()) {
            case ARRAY -> {
                JsonArrayBuilder array = Json.PROVIDER.createArrayBuilder();
                value.asJsonArray().forEach(element -> array.add(fill(element)));
                yield array.build();
            }
            case OBJECT -> fill(value.asJsonObject());
            default -> value;
        };
    }

    private JsonValue fill(JsonObject object) {
        if (JsonValue.TRUE.equals(object.get("_placeholder"))) {
            return placed(object);
        }
        JsonObjectBuilder filled = Json.PROVIDER.createObjectBuilder();
        object.forEach((key, value) -> filled.add(key, fill(value)));
        return filled.build();
    }

    private Binary placed(JsonObject placeholder) {
        if (placeholder.get("num") instanceof JsonNumber num) {
            BigDecimal index = num.bigDecimalValue();
            if (index.scale() == 0 && index.signum() >= 0 && index.compareTo(BigDecimal.valueOf(received.size())) < 0) {
                return received.get(index.intValue());
            }
        }
        throw new MalformedPacketException("illegal attachments");
    }
}
