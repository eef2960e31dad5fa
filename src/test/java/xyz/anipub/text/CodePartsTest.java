package xyz.anipub.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodePartsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`@`",
                "a `@` b",
                "``a ` @``",
                "```\n@\n```",
                "```js\n@",
                "~~~\n@\n~~~",
                "> ```\n> @\n> ```",
                "- ```\n  @\n  ```",
                "**`@`**",
                "a\n```\n@\n```\nb"
            })
    void areWhatThePageShowsAsCode(String text) {
        assertThat(CodeParts.of(text).get(text.indexOf('@'))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"@", "`@", "\\`@\\`", "`a` @ `b`", "    @", "# `a` @", "```\na\n```\n@", "<div>\n@\n</div> `a`"})
    void areNothingElse(String text) {
        assertThat(CodeParts.of(text).get(text.indexOf('@'))).isFalse();
    }

    @Property(tries = 500)
    void areWithinTheText(@ForAll String text) {
        assertThat(CodeParts.of("`" + text).length()).isLessThanOrEqualTo(text.length() + 1);
    }

    @Test
    void takeNoTimeAndNoStackWhateverIsNested() {
        for (String piece :
                List.of(">", "> ", "- ", "1. ", "*a ", "[", "![", "`", "_a", "**a_", "<", "~", "\\", "``` ")) {
            String text = ("`@` ~~~ " + piece.repeat(20_000)).substring(0, 20_000);
            assertTimeout(Duration.ofSeconds(20), () -> CodeParts.of(text));
            assertTimeout(Duration.ofSeconds(20), () -> CodeParts.of(piece.repeat(5_000) + "`"));
        }
    }
}
