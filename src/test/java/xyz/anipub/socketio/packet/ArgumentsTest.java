package xyz.anipub.socketio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArgumentsTest {

    static Stream<org.junit.jupiter.params.provider.Arguments> values() {
        return Stream.of(
                row("null", null, "null"),
                row("text", "a", "\"a\""),
                row("text builder", new StringBuilder("a"), "\"a\""),
                row("byte", (byte) -1, "-1"),
                row("short", (short) 300, "300"),
                row("int", 1, "1"),
                row("long", 1L << 53, "9007199254740992"),
                row("float", 0.1f, "0.1"),
                row("double", 0.1, "0.1"),
                row("NaN", Double.NaN, "null"),
                row("infinity", Float.NEGATIVE_INFINITY, "null"),
                row("big integer", BigInteger.TEN.pow(30), "1000000000000000000000000000000"),
                row("big decimal", new BigDecimal("1.10"), "1.10"),
                row("big decimal beyond all doubles", new BigDecimal("1E+400"), "1E+400"),
                row("counter", new AtomicInteger(5), "5"),
                row("true", true, "true"),
                row("false", false, "false"),
                row("instant", Instant.parse("2026-01-02T03:04:05.006789Z"), "\"2026-01-02T03:04:05.006Z\""),
                row("instant of a whole second", Instant.EPOCH, "\"1970-01-01T00:00:00.000Z\""),
                row("date", new Date(1), "\"1970-01-01T00:00:00.001Z\""),
                row("JSON", JsonValue.EMPTY_JSON_ARRAY, "[]"),
                row("list", List.of(1, "a"), "[1,\"a\"]"),
                row("map", Map.of("a", List.of()), "{\"a\":[]}"),
                row("map by JSON text", Map.of(Arguments.value("a"), 1), "{\"a\":1}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void become(String name, Object value, String json) {
        assertThat(Arguments.value(value)).hasToString(json);
    }

    @Test
    void keepJsonValuesAsTheyAre() {
        JsonValue value = Arguments.value("x");
        assertThat(Arguments.of(value, 1)).hasSize(2).first().isSameAs(value);
    }

    @Test
    void copyBinary() {
        byte[] bytes = {1, 2};
        Binary binary = (Binary) Arguments.value(bytes);
        bytes[0] = 9;
        assertThat(binary.bytes()).containsExactly(1, 2);
    }

    @Test
    void copyWhatRemainsOfABuffer() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);
        Binary binary = (Binary) Arguments.value(buffer);
        buffer.put(1, (byte) 9);
        assertThat(binary.bytes()).containsExactly(2, 3);
        assertThat(buffer.position()).isEqualTo(1);
    }

    @Test
    void copyCollections() {
        List<Object> list = new ArrayList<>(List.of(1));
        JsonValue value = Arguments.value(list);
        list.add(2);
        assertThat(value).hasToString("[1]");
    }

    @Test
    void refuseOtherTypes() {
        assertThatThrownBy(() -> Arguments.of("a", new Thread()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot be sent as JSON: java.lang.Thread");
        assertThatThrownBy(() -> Arguments.value(Map.of(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a map's keys must be strings");
    }

    private static org.junit.jupiter.params.provider.Arguments row(Object... cells) {
        return org.junit.jupiter.params.provider.Arguments.of(cells);
    }

    @Test
    void takesNothingForATextThatMerelyReadsAsOne() {
        assertThat(Arguments.text(Arguments.value("a"))).contains("a");
        assertThat(Arguments.text(Arguments.value(new byte[] {1}))).isEmpty();
        assertThat(Arguments.text(Arguments.value(1))).isEmpty();
        assertThat(Arguments.text(null)).isEmpty();
    }
}
