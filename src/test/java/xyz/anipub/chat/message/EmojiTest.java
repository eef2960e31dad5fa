package xyz.anipub.chat.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.chat.InvalidFieldException;

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
        assertThat(Emoji.require(emoji)).isEqualTo(emoji);
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
        assertThatThrownBy(() -> Emoji.require(text))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("emoji"));
    }
}
