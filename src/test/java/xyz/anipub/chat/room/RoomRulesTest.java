package xyz.anipub.chat.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.text.NameKey;

class RoomRulesTest {

    private final RoomRules rules = RoomRules.standard();

    @Test
    void countsCharactersAfterTrimming() {
        String longest = "\uD83D\uDE00".repeat(50);
        assertThat(rules.name(" " + longest + "\t")).isEqualTo(longest);
        assertThat(rules.name("x")).isEqualTo("x");
        assertThat(rules.description("")).isEmpty();
        assertThat(rules.description(" \n ")).isEmpty();
        assertThat(rules.description("x".repeat(200))).hasSize(200);
        assertRefused(() -> rules.name(longest + "x"), ErrorCode.TOO_LONG, "name");
        assertRefused(() -> rules.description("x".repeat(201)), ErrorCode.TOO_LONG, "description");
        assertRefused(() -> rules.description("\uDE00"), ErrorCode.INVALID, "description");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\n",
                "a\nb",
                "a\tb",
                "a\u0000b",
                "a\u001bb",
                "a\u007fb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u202Eb",
                "\u202Aa",
                "a\u2066b",
                "a\u2069",
                "\u200B",
                "\u200D\u200C",
                "\u00A0",
                "\u0301",
                "a\uD83D",
                "\uDE00"
            })
    void refusesNamesThatAreNotOneVisibleLine(String name) {
        assertRefused(() -> rules.name(name), ErrorCode.INVALID, "name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "\u05E9\u05DC\u05D5\u05DD",
                "e\u0301",
                "\u6F22\u5B57",
                "<b>",
                "$ne"
            })
    void takesNamesOfAllScripts(String name) {
        assertThat(rules.name(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "Lobby, lobby",
        "\uFF2C\uFF4F\uFF42\uFF42\uFF59, lobby",
        "\uFB01sh, fish",
        "E\u0301t\u00E9, \u00E9t\u00E9"
    })
    void comparesNamesWithoutCaseAndCompatibilityForms(String name, String key) {
        assertThat(NameKey.of(name)).isEqualTo(key);
    }

    private static void assertRefused(Runnable check, ErrorCode code, String field) {
        assertThatThrownBy(check::run).isInstanceOfSatisfying(InvalidFieldException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.field()).isEqualTo(field);
        });
    }
}
