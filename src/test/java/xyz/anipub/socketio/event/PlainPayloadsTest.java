package xyz.anipub.socketio.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.Binary;

class PlainPayloadsTest {

    private final PayloadCodec codec = new PlainPayloads();

    record Reading(Type type, Object sent, Object read) {}

    static Stream<Reading> readings() {
        return Stream.of(
                new Reading(String.class, "é", "é"),
                new Reading(CharSequence.class, "x", "x"),
                new Reading(int.class, 7, 7),
                new Reading(Integer.class, 7.0, 7),
                new Reading(long.class, 1L << 40, 1L << 40),
                new Reading(Long.class, 7, 7L),
                new Reading(short.class, 7, (short) 7),
                new Reading(Byte.class, -128, (byte) -128),
                new Reading(double.class, 0.1, 0.1),
                new Reading(Float.class, 0.5, 0.5f),
                new Reading(BigDecimal.class, new BigDecimal("0.10"), new BigDecimal("0.10")),
                new Reading(BigInteger.class, 7, BigInteger.valueOf(7)),
                new Reading(boolean.class, true, true),
                new Reading(Boolean.class, false, false),
                new Reading(byte[].class, new byte[] {1, 2}, new byte[] {1, 2}),
                new Reading(Binary.class, new byte[] {1}, Binary.copyOf(new byte[] {1})),
                new Reading(JsonValue.class, null, JsonValue.NULL),
                new Reading(JsonNumber.class, 1, Arguments.value(1)),
                new Reading(JsonString.class, "x", Arguments.value("x")),
                new Reading(JsonObject.class, Map.of(), JsonValue.EMPTY_JSON_OBJECT),
                new Reading(JsonArray.class, List.of(), JsonValue.EMPTY_JSON_ARRAY),
                new Reading(String.class, null, null),
                new Reading(Integer.class, null, null));
    }

    @ParameterizedTest
    @MethodSource("readings")
    void reads(Reading reading) {
        assertThat(codec.reads(reading.type)).isTrue();
        assertThat(codec.read(Arguments.value(reading.sent), reading.type)).isEqualTo(reading.read);
    }

    record Misfit(Type type, Object sent, String message) {}

    static Stream<Misfit> misfits() {
        return Stream.of(
                new Misfit(String.class, 1, "must be a string"),
                new Misfit(String.class, new byte[1], "must be a string"),
                new Misfit(JsonString.class, new byte[1], "must be a string"),
                new Misfit(int.class, "1", "must be an integer of 32 bits"),
                new Misfit(int.class, 1L << 31, "must be an integer of 32 bits"),
                new Misfit(Integer.class, 1.5, "must be an integer of 32 bits"),
                new Misfit(int.class, null, "must be an integer of 32 bits"),
                new Misfit(long.class, new BigDecimal("1e30"), "must be an integer of 64 bits"),
                new Misfit(short.class, 40_000, "must be an integer of 16 bits"),
                new Misfit(byte.class, 128, "must be an integer of 8 bits"),
                new Misfit(BigInteger.class, 0.5, "must be an integer of at most 1000 digits"),
                new Misfit(BigInteger.class, new BigDecimal("1e1000"), "must be an integer of at most 1000 digits"),
                new Misfit(int.class, new BigDecimal("1e999999999"), "must be an integer of 32 bits"),
                new Misfit(double.class, "x", "must be a number"),
                new Misfit(boolean.class, 1, "must be true or false"),
                new Misfit(boolean.class, null, "must be true or false"),
                new Misfit(byte[].class, "AQ==", "must be binary"),
                new Misfit(JsonObject.class, List.of(), "must be an object"),
                new Misfit(JsonArray.class, Map.of(), "must be an array"));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void makesNothingOfWhatDoesNotFit(Misfit misfit) {
        assertThatThrownBy(() -> codec.read(Arguments.value(misfit.sent), misfit.type))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage(misfit.message);
    }

    @Test
    void knowsWhatItDoesNotRead() {
        assertThat(codec.reads(List.class)).isFalse();
        assertThatThrownBy(() -> codec.read(JsonValue.NULL, List.class)).isInstanceOf(IllegalArgumentException.class);
    }

    private static final class Signature {
        @SuppressWarnings("unused")
        Optional<String> optional;

        static Type optional() {
            try {
                return Signature.class.getDeclaredField("optional").getGenericType();
            } catch (NoSuchFieldException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void anOptionalArgumentMayBeMissingOrNull() {
        Type optional = Signature.optional();
        assertThat(codec.argument(List.of(), 0, optional)).isEqualTo(Optional.empty());
        assertThat(codec.argument(Arguments.of((Object) null), 0, optional)).isEqualTo(Optional.empty());
        assertThat(codec.argument(Arguments.of("x"), 0, optional)).isEqualTo(Optional.of("x"));
        assertThatThrownBy(() -> codec.argument(Arguments.of(1), 0, optional))
                .hasMessage("argument 1: must be a string");
    }
}
