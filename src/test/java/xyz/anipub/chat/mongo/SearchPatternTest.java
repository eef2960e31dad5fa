package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPatternTest {

    private static boolean finds(String text, String content) {
        // As the embedded store does: without regard to the case of ASCII letters only.
        return Pattern.compile(SearchPattern.of(text), Pattern.CASE_INSENSITIVE)
                .matcher(content)
                .find();
    }

    @ParameterizedTest
    @CsvSource({
        "hello, Say HELLO!",
        "\u00c4PFEL, viele \u00e4pfel",
        "\u043f\u0440\u0438\u0432\u0435\u0442, \u041f\u0420\u0418\u0412\u0415\u0422",
        "\ud83d\ude00, a \ud83d\ude00",
        "\u65e5\u672c, \u65e5\u672c\u8a9e"
    })
    void findsWithoutRegardToCase(String text, String content) {
        assertThat(finds(text, content)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {".*", "a|b", "(", "[x]", "\\", "\\E", "^", "$", "{2}", "a\nb", "a\u0000b", "x#y", "-", " "})
    void takesTextsToTheLetter(String text) {
        assertThat(finds(text, "before " + text + " after")).isTrue();
        assertThat(finds(text, "other")).isFalse();
    }
}
