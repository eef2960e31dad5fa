package xyz.anipub.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTextTest {

    private final ProfileText name = ProfileText.line(1, 40);
    private final ProfileText bio = ProfileText.lines(300);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann",
                // Latin that looks Greek, Cyrillic that looks Latin: look-alikes are the card's to tell apart.
                "Αnn Аnn",
                "O'Brien-Müller, Dr.",
                "\uD83D\uDC69\u200D\uD83D\uDCBB",
                "\u2764\uFE0F Ann",
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
                // Persian, and a conjunct of Devanagari.
                "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
                "\u0915\u094D\u200D\u0937",
                "\u05D0\u05D1\u05D2"
            })
    void people(String text) {
        assertThat(name.violation(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "A\u200Bnn",
                "A\u200Dnn",
                "Ann\u200D",
                "\uFEFFAnn",
                "A\u00ADnn",
                "\u202EnnA",
                "A\u200Fnn",
                "A\u2066nn\u2069",
                "A\nnn",
                "A\tnn",
                "A\0nn",
                "A\u2028nn",
                "\u200B\u200B",
                "\u2800",
                "\u3164",
                "\uDB40\uDC67",
                "\uE000",
                "\uFE0FAnn",
                "\uD83D",
                "a\u0301\u0301\u0301\u0301\u0301\u0301"
            })
    void whatNobodyReads(String text) {
        assertThat(name.violation(text)).isPresent();
    }

    @Test
    void isKeptInNormalFormC() {
        assertThat(name.apply("  Zoe\u0308 ")).isEqualTo("Zo\u00EB");
        assertThat(name.violation("e\u0308".repeat(40))).isEmpty();
        assertThat(name.violation("\u00EB".repeat(41))).contains("must have at most 40 characters");
    }

    @Test
    void onlyLongerTextsHaveLines() {
        assertThat(bio.violation("I watch.\r\n\nA lot.")).isEmpty();
        assertThat(bio.apply("I watch.\r\nA lot.\n")).isEqualTo("I watch.\nA lot.");
        assertThat(bio.violation("")).isEmpty();
        assertThat(bio.violation("\u202Ea")).isPresent();
        assertThat(bio.violation("a\u0007")).isPresent();
        assertThat(bio.violation("x".repeat(301))).isPresent();
    }
}
