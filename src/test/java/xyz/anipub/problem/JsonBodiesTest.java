package xyz.anipub.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodiesTest {

    private final JsonBodies bodies = new JsonBodies(new BodyLimits(100, 4, Duration.ofSeconds(1), 1, 1));

    @Test
    void readsAnObject() {
        assertThat(read("{\"name\":\"Ann\",\"n\":1.5,\"l\":[1,{\"a\":null}]}")
                        .object()
                        .toString())
                .isEqualTo("{\"name\":\"Ann\",\"n\":1.5,\"l\":[1,{\"a\":null}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "\"text\"",
                "null",
                "1",
                "{",
                "{}{}",
                "{} x",
                "{\"a\":}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":1e11111111111}",
                "{\"a\":1,\"a\":2}",
                "{\"x\":{\"a\":1,\"a\":2}}",
                "{\"a\":[[[[1]]]]}",
                "{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}",
                "\uFEFF{}"
            })
    void refusesWhatIsNoStrictObject(String text) {
        assertThat(refused(text).problem().code()).isEqualTo(ProblemCode.INVALID);
    }

    @Test
    void refusesInvalidUtf8() {
        byte[] body = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'};
        assertThat(refused(body, MediaType.APPLICATION_JSON_TYPE).problem().detail())
                .contains("UTF-8");
    }

    @Test
    void refusesOneByteTooMany() {
        String exact = "{\"a\":\"" + "x".repeat(92) + "\"}";
        assertThat(read(exact).object()).hasSize(1);
        assertThat(refused(exact + " ").problem().status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "*/*", "application/*", "application/xml"})
    void refusesOtherMediaTypes(String type) {
        String[] parts = type.split("/");
        assertThat(refused(utf8("{}"), new MediaType(parts[0], parts[1]))
                        .problem()
                        .status())
                .isEqualTo(415);
    }

    @Test
    void refusesOtherCharsetsAndNoTypeAtAll() {
        MediaType latin = new MediaType("application", "json", Map.of("charset", "ISO-8859-1"));
        assertThat(refused(utf8("{}"), latin).problem().status()).isEqualTo(415);
        assertThat(refused(utf8("{}"), null).problem().status()).isEqualTo(415);
        MediaType utf8 = new MediaType("application", "json", Map.of("charset", "UTF-8"));
        assertThat(bodies.read(new ByteArrayInputStream(utf8("{}")), utf8).object())
                .isEmpty();
    }

    private JsonFields read(String text) {
        return bodies.read(new ByteArrayInputStream(utf8(text)), MediaType.APPLICATION_JSON_TYPE);
    }

    private ProblemException refused(String text) {
        return refused(utf8(text), MediaType.APPLICATION_JSON_TYPE);
    }

    private ProblemException refused(byte[] body, MediaType type) {
        return catchThrowableOfType(ProblemException.class, () -> bodies.read(new ByteArrayInputStream(body), type));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
