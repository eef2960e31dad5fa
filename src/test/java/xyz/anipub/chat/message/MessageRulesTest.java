package xyz.anipub.chat.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;

class MessageRulesTest {

    private final MessageRules rules = MessageRules.standard();

    @Test
    void countsContentInCharactersAfterTrimming() {
        String longest = "\uD83D\uDE00".repeat(2000);
        assertThat(rules.content(" \n" + longest + "\t ")).isEqualTo(longest);
        assertThatThrownBy(() -> rules.content(longest + "x"))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LONG));
    }

    @Test
    void keepsLinesInContent() {
        assertThat(rules.content("a\n\tb\u0000c")).isEqualTo("a\n\tb\u0000c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "\u2003", "a\uD83D", "\uDE00b"})
    void refusesContentThatIsEmptyOrNotUnicode(String content) {
        assertThatThrownBy(() -> rules.content(content))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID));
    }

    @Test
    void takesClientIdsAsTheyAre() {
        assertThat(rules.clientId(" c1 ")).isEqualTo(" c1 ");
        assertThat(rules.clientId("x".repeat(100))).hasSize(100);
        assertThatThrownBy(() -> rules.clientId("x".repeat(101)))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\uD83D"})
    void refusesClientIdsThatAreEmptyOrNotUnicode(String clientId) {
        assertThatThrownBy(() -> rules.clientId(clientId))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID));
    }
}
