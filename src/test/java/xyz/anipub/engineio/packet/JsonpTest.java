package xyz.anipub.engineio.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol section 2.4. */
class JsonpTest {

    private static PayloadBody text(String content) {
        return PayloadBody.ofText(content.getBytes(StandardCharsets.UTF_8));
    }

    private static String script(String payload) {
        return new Jsonp("7").script(text(payload)).text();
    }

    private static String ofForm(String form) {
        return Jsonp.payloadOfForm(text(form)).text();
    }

    @Test
    void callsBackWithTheTextOfThePayload() {
        assertThat(script("9:4hello you")).isEqualTo("___eio[7](\"9:4hello you\");");
    }

    @Test
    void writesNoLineEndOfJavaScriptIntoTheText() {
        String separators = Character.toString(0x2028) + Character.toString(0x2029);

        assertThat(script("a" + separators + "\r\n\t")).isEqualTo("___eio[7](\"a\\u2028\\u2029\\r\\n\\u0009\");");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"quoted\" \\ \b\f\0", "</script><!--", "\ud83d\ude00\u20ac", ""})
    void writesATextThatReadsAsThePayload(String payload) {
        String script = script(payload);

        assertThat(script).doesNotContain("<");
        String literal = script.substring("___eio[7](".length(), script.length() - ");".length());
        try (JsonReader json = Json.createReader(new StringReader("[" + literal + "]"))) {
            assertThat(json.readArray().getString(0)).isEqualTo(payload);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "12, 12", "4a5, 45", "1];alert(2)//, 12"})
    void namesACallbackByDigitsAlone(String parameter, String index) {
        assertThat(Jsonp.named(parameter)).contains(new Jsonp(index));
        assertThatIllegalArgumentException().isThrownBy(() -> new Jsonp("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "12345678901"})
    void namesNoCallbackWithoutAFewDigits(String parameter) {
        assertThat(Jsonp.named(parameter)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"d=6%3A4hello, 6:4hello", "d=6:4a+b%2Bc&t=1, 6:4a b+c", "x=1&d=2%3A41, 2:41", "d=, ''"})
    void takesThePayloadOutOfAForm(String form, String payload) {
        assertThat(ofForm(form)).isEqualTo(payload);
    }

    @Test
    void readsLineEndsThatAFormWouldSpoil() {
        assertThat(ofForm("d=4a%5Cnb")).isEqualTo("4a\nb");
        assertThat(ofForm("d=4a%5C%5Cnb")).isEqualTo("4a\\nb");
        assertThat(ofForm("d=4a%5Cb")).isEqualTo("4a\\b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e=1", "6:4hello", "d=%zz", "d=%4"})
    void refusesAFormWithoutAPayload(String form) {
        assertThatThrownBy(() -> ofForm(form)).isInstanceOf(MalformedPacketException.class);
    }
}
