package xyz.anipub.socketio.packet;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Java values as JSON, the way {@code JSON.stringify} would see them (protocol section 3.5).
 *
 * <p>Taken are {@link JsonValue}, {@link CharSequence}, {@link Number}, {@link Boolean}, {@code byte[]} and what remains of
 * a {@link ByteBuffer} (become {@link Binary}), {@link Instant} and {@link Date} (become ISO texts in milliseconds),
 * {@link Collection}, {@link Map} with string keys, and null; nested as deep as one likes. A number
 * that JSON cannot write (NaN, infinity) becomes null. Everything is copied: later changes have no effect.
 */
public final class Arguments {

    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private Arguments() {}

    /** @throws IllegalArgumentException if one of the values is of a type not named above */
    public static List<JsonValue> of(@Nullable Object... values) {
        List<JsonValue> converted = new ArrayList<>(values.length);
        for (Object value : values) {
            converted.add(value(value));
        }
        return converted;
    }

    /** @throws IllegalArgumentException if the value is of a type not named above */
    public static JsonValue value(@Nullable Object value) {
        return value(value, other -> {
            throw new IllegalArgumentException(
                    "cannot be sent as JSON: " + other.getClass().getName());
        });
    }

    /** @param others makes JSON of values, at any depth, of types not named above; or throws */
    public static JsonValue value(@Nullable Object value, Function<Object, JsonValue> others) {
        if (value == null) {
            return JsonValue.NULL;
        } else if (value instanceof JsonValue json) {
            return json;
        } else if (value instanceof CharSequence text) {
            return Json.PROVIDER.createValue(text.toString());
        } else if (value instanceof Number number) {
            return number(number);
        } else if (value instanceof Boolean bool) {
            return bool ? JsonValue.TRUE : JsonValue.FALSE;
        } else if (value instanceof byte[] bytes) {
            return Binary.copyOf(bytes);
        } else if (value instanceof ByteBuffer buffer) {
            return binary(buffer);
        } else if (value instanceof Instant || value instanceof Date) {
            return date(value instanceof Date date ? Instant.ofEpochMilli(date.getTime()) : (Instant) value);
        } else if (value instanceof Map<?, ?> map) {
            return object(map, others);
        } else if (value instanceof Collection<?> collection) {
            return array(collection, others);
        }
        return others.apply(value);
    }

    /** The text that a value is; empty for all others, among them {@link Binary}, which merely reads as one. */
    public static Optional<String> text(@Nullable JsonValue value) {
        return value instanceof JsonString text && !(text instanceof Binary)
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    private static JsonValue number(Number number) {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return Json.PROVIDER.createValue(number.intValue());
        } else if (number instanceof Long) {
            return Json.PROVIDER.createValue(number.longValue());
        } else if (number instanceof BigInteger integer) {
            return Json.PROVIDER.createValue(integer);
        } else if (number instanceof BigDecimal decimal) {
            return Json.PROVIDER.createValue(decimal);
        } else if (!Double.isFinite(number.doubleValue())) {
            return JsonValue.NULL;
        }
        // The text of a float has the digits that its author wrote; widening it to a double would add some.
        return Json.PROVIDER.createValue(new BigDecimal(number.toString()));
    }

    /** Its position stays. */
    private static Binary binary(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return Binary.owning(bytes);
    }

    /** As {@code Date.toISOString} writes it, always with three digits of a second. */
    private static JsonValue date(Instant instant) {
        return Json.PROVIDER.createValue(ISO.format(instant));
    }

    private static JsonValue array(Collection<?> collection, Function<Object, JsonValue> others) {
        JsonArrayBuilder array = Json.PROVIDER.createArrayBuilder();
        collection.forEach(element -> array.add(value(element, others)));
        return array.build();
    }

    private static JsonValue object(Map<?, ?> map, Function<Object, JsonValue> others) {
        JsonObjectBuilder object = Json.PROVIDER.createObjectBuilder();
        map.forEach((key, element) -> object.add(key(key), value(element, others)));
        return object.build();
    }

    private static String key(@Nullable Object key) {
        if (key instanceof CharSequence text) {
            return text.toString();
        } else if (key instanceof JsonString text) {
            return text.getString();
        }
        throw new IllegalArgumentException("a map's keys must be strings");
    }
}
