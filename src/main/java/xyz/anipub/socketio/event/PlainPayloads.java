package xyz.anipub.socketio.event;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.Binary;

/**
 * The types that JSON and Socket.IO know by themselves: {@link JsonValue} and its kinds, {@link String}, numbers,
 * booleans, {@code byte[]} and {@link Binary}. Strict: nothing is made of a value of another kind, and no digit of a
 * number is lost. Stateless.
 */
public final class PlainPayloads implements PayloadCodec {

    private record Reader(String wanted, Function<JsonValue, @Nullable Object> read) {}

    private static final int MAX_DIGITS = 1000;
    private static final Map<Type, Reader> READERS = readers();

    @Override
    public boolean reads(Type type) {
        return READERS.containsKey(type);
    }

    @Override
    public @Nullable Object read(JsonValue value, Type type) {
        Reader reader = READERS.get(type);
        if (reader == null) {
            throw new IllegalArgumentException("no type of JSON: " + type.getTypeName());
        }
        if (value.getValueType() == JsonValue.ValueType.NULL && type != JsonValue.class && !isPrimitive(type)) {
            return null;
        }
        Object read = reader.read.apply(value);
        if (read == null) {
            throw new InvalidArgumentException("must be " + reader.wanted);
        }
        return read;
    }

    @Override
    public JsonValue write(@Nullable Object value) {
        return Arguments.value(value);
    }

    private static boolean isPrimitive(Type type) {
        return type instanceof Class<?> raw && raw.isPrimitive();
    }

    private static Map<Type, Reader> readers() {
        Map<Type, Reader> readers = new HashMap<>();
        put(readers, "a value", value -> value, JsonValue.class);
        put(readers, "an object", value -> value instanceof JsonObject ? value : null, JsonObject.class);
        put(readers, "an array", value -> value instanceof JsonArray ? value : null, JsonArray.class);
        put(readers, "a string", value -> Arguments.text(value).isPresent() ? value : null, JsonString.class);
        put(readers, "a string", value -> Arguments.text(value).orElse(null), String.class, CharSequence.class);
        put(readers, "a number", value -> value instanceof JsonNumber ? value : null, JsonNumber.class);
        put(readers, "a number", number(JsonNumber::doubleValue), double.class, Double.class);
        put(readers, "a number", number(number -> (float) number.doubleValue()), float.class, Float.class);
        put(readers, "a number", number(JsonNumber::bigDecimalValue), BigDecimal.class, Number.class);
        put(readers, "an integer of at most 1000 digits", number(PlainPayloads::integer), BigInteger.class);
        put(readers, "an integer of 64 bits", number(JsonNumber::longValueExact), long.class, Long.class);
        put(readers, "an integer of 32 bits", number(JsonNumber::intValueExact), int.class, Integer.class);
        put(
                readers,
                "an integer of 16 bits",
                number(number -> number.bigDecimalValue().shortValueExact()),
                short.class,
                Short.class);
        put(
                readers,
                "an integer of 8 bits",
                number(number -> number.bigDecimalValue().byteValueExact()),
                byte.class,
                Byte.class);
        put(readers, "true or false", PlainPayloads::bool, boolean.class, Boolean.class);
        put(readers, "binary", value -> value instanceof Binary binary ? binary.bytes() : null, byte[].class);
        put(readers, "binary", value -> value instanceof Binary ? value : null, Binary.class);
        return readers;
    }

    private static void put(
            Map<Type, Reader> readers, String wanted, Function<JsonValue, @Nullable Object> read, Type... types) {
        for (Type type : types) {
            readers.put(type, new Reader(wanted, read));
        }
    }

    /** A few characters can mean an integer that fills the memory: {@code 1e999999999}. */
    private static @Nullable Object integer(JsonNumber number) {
        BigDecimal value = number.bigDecimalValue();
        return (long) value.precision() - value.scale() > MAX_DIGITS ? null : value.toBigIntegerExact();
    }

    private static @Nullable Object bool(JsonValue value) {
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> null;
        };
    }

    private static Function<JsonValue, @Nullable Object> number(Function<JsonNumber, @Nullable Object> read) {
        return value -> {
            try {
                return value instanceof JsonNumber number ? read.apply(number) : null;
            } catch (ArithmeticException inexact) {
                return null;
            }
        };
    }
}
