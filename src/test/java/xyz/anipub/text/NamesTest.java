package xyz.anipub.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "Lobby, lobby",
        "\uFF2C\uFF4F\uFF42\uFF42\uFF59, lobby",
        "\uFB01sh, fish",
        "E\u0301t\u00E9, \u00E9t\u00E9",
        "Cafe\u200D\u0301, caf\u00E9",
        "\u00A0Ann, ann",
        "Ann  Lee, ann lee",
        "Ann\u2003Lee, ann lee",
        "Ann\uFE0F, ann",
        "Ann\u2800, ann",
        "STRASSE, strasse",
        "Stra\u00DFe, strasse",
        "\u039F\u0394\u039F\u03A3, \u03BF\u03B4\u03BF\u03C3",
        "\u03B1\u0345\u0300, \u1F70\u03B9",
        "\u1FB2, \u1F70\u03B9"
    })
    void areOneByTheirKey(String name, String key) {
        assertThat(NameKey.of(name)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "Ann, \u0410nn",
        "Ann Lee, \u0410nn  Lee",
        "admin, \u0430\u0501m\u0456n",
        "Paypal, PaypaI",
        "Bob, \u0412ob",
        "user1, userl",
        "modern, modem"
    })
    void lookAlike(String name, String other) {
        assertThat(NameKey.of(name)).isNotEqualTo(NameKey.of(other));
        assertThat(Collections.disjoint(Lookalike.of(name), Lookalike.of(other)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Ian, Lan", "Ann, Anna", "Bob, Rob", "\u592A\u90CE, \u6B21\u90CE", "Jos\u00E9, Jose", "user1, user2"})
    void lookDifferent(String name, String other) {
        assertThat(Collections.disjoint(Lookalike.of(name), Lookalike.of(other)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u2800", "\u00A0", "\u200B", "\u3164", "\uE000", "\u0378", "\uFFFE", "\uDB40\uDC41", "\u0301"})
    void areNotBlank(String name) {
        assertThat(TextRule.name(1, 50).violation(name)).isPresent();
    }

    @Test
    void endBeforeASpaceAlsoBehindAJoiner() {
        assertThat(Words.canEnd("\u200D\t", 1)).isTrue();
        assertThat(Words.canEnd("\u200D\u2708", 1)).isFalse();
    }

    @Test
    void holdNoFloodOfMarks() {
        assertThat(TextRule.name(1, 500).violation("a" + "\u0301".repeat(320))).isPresent();
        assertThat(TextRule.text(1, 500).violation("a" + "\u0301".repeat(320))).isEmpty();
        // Hebrew with points and accents, Vietnamese typed decomposed, Tibetan.
        assertThat(TextRule.name(1, 50)
                        .violation("\u05D1\u05BC\u05B0\u05E8\u05B5\u05D0\u05E9\u05C1\u05B4\u0596\u05D9\u05EA"))
                .isEmpty();
        assertThat(TextRule.name(1, 50).violation("Nguye\u0302\u0303n")).isEmpty();
        assertThat(TextRule.name(1, 50).violation("\u0F66\u0F92\u0FB2\u0F74\u0F56"))
                .isEmpty();
    }
}
