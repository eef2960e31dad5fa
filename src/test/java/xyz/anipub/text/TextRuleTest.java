package xyz.anipub.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRuleTest {

    private final TextRule name = TextRule.name(2, 5);

    @Test
    void countsCharactersAfterTrimming() {
        assertThat(name.violation("  ab   ")).isEmpty();
        assertThat(name.violation("  a   ")).contains("must have at least 2 characters");
        assertThat(name.violation("abcdef")).contains("must have at most 5 characters");
        assertThat(name.violation("   ")).contains("must not be empty");
    }

    @Test
    void countsAnEmojiAsOneCharacter() {
        assertThat(name.violation("🎉🎉🎉🎉🎉")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\nb", "a\u0000b", "a\u202Eb", "a\u2028b", "\u200B\u200B", "\u00A0\u00A0\u00A0", "a\uD83C"})
    void refusesNamesThatCannotBeSeenOrMislead(String text) {
        assertThat(name.violation(text)).isPresent();
    }

    @Test
    void keepsThePasswordToTheLetter() {
        TextRule password = TextRule.verbatim(3, 8);
        assertThat(password.apply("  a ")).isEqualTo("  a ");
        assertThat(password.violation("   ")).isEmpty();
    }

    @Test
    void letsATextHaveLines() {
        assertThat(TextRule.text(0, 10).violation("a\nb")).isEmpty();
        assertThat(TextRule.text(0, 10).violation("")).isEmpty();
    }
}
