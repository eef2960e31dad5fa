package xyz.anipub.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.UnicodeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "😀",
                "👍",
                "👍🏽",
                "🏽",
                "❤",
                "❤️",
                "☺︎",
                "👨‍👩‍👧‍👦",
                "🏳️‍🌈",
                "❤️‍🔥",
                "🧑🏿‍🚀",
                "🇩🇪",
                "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
                "1️⃣",
                "#⃣",
                "*️⃣",
                "©",
                "™️",
                "‼️",
                "ℹ️",
                "↔️",
                "⤴",
                "➕",
                "〰",
                "㊗️",
                "🈁",
                "🅰️",
                "🀄",
                "🃏",
                "⬛",
                "◽",
                "🥲",
                "🫠",
                "🩷"
            })
    void takesOneEmoji(String emoji) {
        assertThat(Emoji.canonical(emoji)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "é",
                "漢",
                "1",
                "#",
                "12",
                "1️",
                "text",
                "👍👍",
                "👍a",
                "a👍",
                "👍 ",
                " 👍",
                "👍\n",
                "👍\u0301",
                "🇩",
                "🇩🇪🇩🇪",
                "\u200D",
                "\uFE0F",
                "\uFE0F👍",
                "a\u20E3",
                "👍\u200Da",
                "$",
                "+",
                ":-)",
                "<b>",
                "\uD83D",
                "\u0000",
                "👨‍👩‍👧‍👦👨‍👩‍👧‍👦",
                "😀️️️️️️️️️️️️️️️️️"
            })
    void takesNothingElse(String text) {
        assertThat(Emoji.canonical(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "\uD83D\uDC4D\uFE0F, \uD83D\uDC4D",
        "\uD83D\uDC4D\uFE0E, \uD83D\uDC4D",
        "\u2764, \u2764\uFE0F",
        "\u2764\uFE0E, \u2764\uFE0F",
        "\u2764\u200D\uD83D\uDD25, \u2764\uFE0F\u200D\uD83D\uDD25",
        "\u261D\uFE0F\uD83C\uDFFD, \u261D\uD83C\uDFFD",
        "1\u20E3, 1\uFE0F\u20E3",
        "\uD83C\uDFF3\u200D\uD83C\uDF08, \uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08",
        "\u00A9, \u00A9\uFE0F"
    })
    void hasOneSpelling(String sent, String kept) {
        assertThat(Emoji.canonical(sent)).contains(kept);
        assertThat(Emoji.canonical(kept)).contains(kept);
    }

    /** Whatever selectors are dropped from or added to what Unicode recommends, it stays the same emoji. */
    @Test
    void hasOneSpellingForEveryEmojiOfUnicode() {
        UnicodeSet all = new UnicodeSet();
        new UnicodeSet("[:RGI_Emoji:]").strings().forEach(all::add);
        new UnicodeSet("[[:Emoji:]-[:Emoji_Component:]]").forEach(all::add);
        assertThat(all.size()).isGreaterThan(3_000);
        for (String emoji : all) {
            String kept = Emoji.canonical(emoji).orElseThrow(() -> new AssertionError(emoji));
            assertThat(Emoji.canonical(kept)).contains(kept);
            assertThat(Emoji.canonical(kept.replace("\uFE0F", ""))).contains(kept);
            assertThat(Emoji.canonical(emoji + "\uFE0F")).contains(kept);
            if (UCharacter.hasBinaryProperty(emoji, UProperty.RGI_EMOJI)) {
                assertThat(kept).isEqualTo(emoji);
            }
        }
    }
}
