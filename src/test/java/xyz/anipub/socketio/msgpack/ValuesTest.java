package xyz.anipub.socketio.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.Binary;
import xyz.anipub.socketio.packet.MalformedPacketException;

/** Single values, in the bytes of notepack. */
class ValuesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "127, 7f",
        "128, cc 80",
        "255, cc ff",
        "256, cd 01 00",
        "1000, cd 03 e8",
        "65535, cd ff ff",
        "65536, ce 00 01 00 00",
        "4294967295, ce ff ff ff ff",
        "4294967296, cf 00 00 00 01 00 00 00 00",
        "9223372036854775807, cf 7f ff ff ff ff ff ff ff",
        "-1, ff",
        "-32, e0",
        "-33, d0 df",
        "-128, d0 80",
        "-129, d1 ff 7f",
        "-32768, d1 80 00",
        "-32769, d2 ff ff 7f ff",
        "-2147483648, d2 80 00 00 00",
        "-2147483649, d3 ff ff ff ff 7f ff ff ff",
        "-9223372036854775808, d3 80 00 00 00 00 00 00 00"
    })
    void wholeNumbersTakeTheShortestForm(long number, String hex) {
        assertThat(written(number)).isEqualTo(hex);
        assertThat(read(hex)).isEqualTo(Arguments.value(number));
    }

    @Test
    void otherNumbersAreFloats() {
        assertThat(written(2.5)).isEqualTo("cb 40 04 00 00 00 00 00 00");
        assertThat(read("cb 40 04 00 00 00 00 00 00")).isEqualTo(Arguments.value(2.5));
        assertThat(read("ca 40 20 00 00")).isEqualTo(Arguments.value(2.5));
        assertThat(written(0.001)).startsWith("cb ");
    }

    @Test
    void aWholeNumberIsOneHoweverItIsWritten() {
        assertThat(written(new BigDecimal("100.00"))).isEqualTo("64");
        assertThat(written(new BigDecimal("1E+2"))).isEqualTo("64");
        assertThat(written(new BigDecimal("0.0"))).isEqualTo("00");
        JsonNumber one = (JsonNumber) read("cb 3f f0 00 00 00 00 00 00");
        assertThat(one.isIntegral()).isTrue();
        assertThat(one.longValue()).isEqualTo(1);
    }

    @Test
    void numbersBeyondLongStayNumbers() {
        BigInteger big = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

        assertThat(((JsonNumber) read("cf ff ff ff ff ff ff ff ff")).bigIntegerValue())
                .isEqualTo(big);
        assertThat(written(big)).isEqualTo("cb 43 f0 00 00 00 00 00 00");
        assertThat(written(big.negate())).isEqualTo("cb c3 f0 00 00 00 00 00 00");
        assertThat(written(new BigDecimal("1E+999999999"))).isEqualTo("cb 7f f0 00 00 00 00 00 00");
        assertThat(written(new BigDecimal("1E-999999999"))).isEqualTo("cb 00 00 00 00 00 00 00 00");
        assertThat(((JsonNumber) read("cb 43 f0 00 00 00 00 00 00")).doubleValue())
                .isEqualTo(0x1p64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cb 7f f8 00 00 00 00 00 00",
                "cb 7f f0 00 00 00 00 00 00",
                "cb ff f0 00 00 00 00 00 00",
                "ca 7f c0 00 00"
            })
    void whatIsNoFiniteNumberIsNull(String hex) {
        assertThat(read(hex)).isEqualTo(JsonValue.NULL);
    }

    @Test
    void constants() {
        assertThat(written(null)).isEqualTo("c0");
        assertThat(written(false)).isEqualTo("c2");
        assertThat(written(true)).isEqualTo("c3");
        assertThat(List.of(read("c0"), read("c2"), read("c3")))
                .containsExactly(JsonValue.NULL, JsonValue.FALSE, JsonValue.TRUE);
    }

    static Stream<Integer> lengths() {
        return Stream.of(0, 1, 15, 16, 31, 32, 255, 256, 65_535, 65_536);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void textsOfAnyLengthComeBack(int length) {
        String text = "é".repeat(length / 2) + "x".repeat(length % 2);

        assertThat(readBack(text)).isEqualTo(Arguments.value(text));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void bytesOfAnyLengthComeBack(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 7);

        assertThat(readBack(bytes)).isInstanceOf(Binary.class).isEqualTo(Binary.copyOf(bytes));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void arraysAndMapsOfAnyLengthComeBack(int length) {
        List<Integer> array = IntStream.range(0, length).boxed().toList();
        Map<String, Object> map = new LinkedHashMap<>();
        array.forEach(number -> map.put(number.toString(), number));

        assertThat(readBack(array)).isEqualTo(Arguments.value(array));
        assertThat(readBack(map)).isEqualTo(Arguments.value(map));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void keysOfAnyLengthComeBack(int length) {
        Map<String, Object> map = Map.of("x".repeat(length), 1);

        assertThat(readBack(map)).isEqualTo(Arguments.value(map));
    }

    @ParameterizedTest
    @CsvSource({"31, bf", "32, d9 20", "255, d9 ff", "256, da 01 00", "65536, db 00 01 00 00"})
    void textsTakeTheShortestForm(int length, String hex) {
        assertThat(written("x".repeat(length))).startsWith(hex + " 78");
    }

    @ParameterizedTest
    @CsvSource({"0, c4 00", "255, c4 ff 00", "256, c5 01 00 00", "65536, c6 00 01 00 00 00"})
    void bytesAreBin(int length, String hex) {
        assertThat(written(new byte[length])).startsWith(hex);
    }

    @ParameterizedTest
    @CsvSource({"15, 9f", "16, dc 00 10", "65536, dd 00 01 00 00"})
    void arraysTakeTheShortestForm(int length, String hex) {
        assertThat(written(new ArrayList<>(java.util.Collections.nCopies(length, null))))
                .startsWith(hex + " c0");
    }

    @Test
    void loneSurrogatesBecomeQuestionMarks() {
        assertThat(written("\ud800")).isEqualTo("a1 3f");
    }

    @Test
    void undefinedIsNullInAnArrayAndNothingInAMap() {
        assertThat(read("92 d4 00 00 01")).isEqualTo(Arguments.value(Arrays.asList(null, 1)));
        assertThat(read("82 a1 61 d4 00 00 a1 62 01")).isEqualTo(Arguments.value(Map.of("b", 1)));
        assertThat(read("d4 00 00")).isEqualTo(JsonValue.NULL);
    }

    @ParameterizedTest
    @CsvSource({
        "d7 00 00 00 01 8c 7c 6a 00 7b, 2023-12-18T10:12:50.939Z",
        "d7 00 ff ff ff ff ff ff ff ff, 1969-12-31T23:59:59.999Z",
        "d6 ff 65 80 56 d8, 2023-12-18T14:27:36.000Z",
        "d6 ff ff ff ff ff, 2106-02-07T06:28:15.000Z",
        "d7 ff 1d cd 65 00 65 80 56 d8, 2023-12-18T14:27:36.125Z",
        "c7 0c ff 07 73 59 40 ff ff ff ff ff ff ff ff, 1969-12-31T23:59:59.125Z"
    })
    void datesAreTheirIsoText(String hex, String iso) {
        assertThat(read(hex)).isEqualTo(Arguments.value(iso));
    }

    @Test
    void aDateThatJavaScriptHasNotIsNull() {
        assertThat(read("d7 00 7f ff ff ff ff ff ff ff")).isEqualTo(JsonValue.NULL);
        assertThat(read("d7 00 80 00 00 00 00 00 00 00")).isEqualTo(JsonValue.NULL);
        assertThat(read("c7 0c ff 00 00 00 00 80 00 00 00 00 00 00 00")).isEqualTo(JsonValue.NULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c7 02 00 01 02", "c8 00 02 00 01 02", "c9 00 00 00 02 00 01 02", "c4 02 01 02"})
    void arrayBuffersAreBytes(String hex) {
        assertThat(read(hex)).isInstanceOf(Binary.class).isEqualTo(Binary.copyOf(new byte[] {1, 2}));
    }

    @Test
    void anArrayBufferOfOneByteIsNotUndefined() {
        assertThat(read("c7 01 00 00")).isEqualTo(Binary.copyOf(new byte[1]));
        assertThat(read("c7 08 00 00 00 00 00 00 00 00 00")).isEqualTo(Binary.copyOf(new byte[8]));
        assertThat(read("c7 00 00")).isEqualTo(Binary.copyOf(new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c1",
                "d4 01 00",
                "d5 00 00 00",
                "d8 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
                "d5 ff 00 00",
                "c7 03 ff 00 00 00",
                "d7 ff ff ff ff ff 00 00 00 00",
                "81 01 01",
                "81 c0 01",
                "81 c4 01 61 01",
                "81 dc 00 00 01",
                "c0 c0",
                "90 00"
            })
    void refusesWhatIsNoValue(String hex) {
        assertThatThrownBy(() -> read(hex)).isInstanceOf(MalformedPacketException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a1",
                "d9",
                "d9 01",
                "cc",
                "cd 00",
                "cf 00 00 00 00 00 00 00",
                "cb 00",
                "91",
                "81 a1 61",
                "c4",
                "c4 01",
                "c7 01",
                "c7 01 00",
                "d4 00",
                "d4",
                "d7 00 00",
                "db ff ff ff ff",
                "c6 ff ff ff ff 00",
                "c9 ff ff ff ff 00 00",
                "dd ff ff ff ff c0",
                "df ff ff ff ff a1 61 c0",
                "db 7f ff ff ff 61"
            })
    void refusesWhatEndsTooEarlyAndTakesNoAnnouncedLengthForGranted(String hex) {
        assertThatThrownBy(() -> read(hex)).isInstanceOf(MalformedPacketException.class);
    }

    @Test
    void nestsAsDeepAsAllowedAndNoDeeper() {
        assertThat(read("91 81 a1 61 90", 3)).isNotNull();
        assertThatThrownBy(() -> read("91 81 a1 61 91 90", 3))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessageContaining("deeper than 3");
        assertThatThrownBy(() -> read("91 91 91 80", 3)).isInstanceOf(MalformedPacketException.class);
    }

    @Test
    void refusesMoreBytesInBinaryValuesThanAllowedAllTogether() {
        assertThat(new ValueReader(Bytes.of("92 c4 02 00 00 c7 01 00 00"), 9, 3, 9).readAll())
                .isNotNull();
        assertThatThrownBy(() -> new ValueReader(Bytes.of("92 c4 02 00 00 c7 02 00 00 00"), 9, 3, 9).readAll())
                .isInstanceOf(MalformedPacketException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void refusesMoreValuesThanAllowed() {
        assertThat(new ValueReader(Bytes.of("93 01 90 03"), 9, 3, 4).readAll()).isNotNull();
        assertThatThrownBy(() -> new ValueReader(Bytes.of("93 01 90 03"), 9, 3, 3).readAll())
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage("too many values");
    }

    private static String written(Object value) {
        return Bytes.hex(new ValueWriter().value(Arguments.value(value)).toByteArray());
    }

    private static JsonValue readBack(Object value) {
        return new ValueReader(new ValueWriter().value(Arguments.value(value)).toByteArray(), 9, 100_000, 100_000)
                .readAll();
    }

    private static JsonValue read(String hex) {
        return read(hex, 9);
    }

    private static JsonValue read(String hex, int maxDepth) {
        return new ValueReader(Bytes.of(hex), maxDepth, 100, 100_000).readAll();
    }
}
