package xyz.anipub.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.text.TextRule;

class IdsTest {

    private static final String HEX = "0123456789abcdef01234567";

    @Test
    void readsIdsInEitherCase() {
        String upper = "0123456789ABCDEF01234567";
        assertThat(RoomId.parse(upper)).contains(new RoomId(HEX));
        assertThat(UserId.parse(upper)).contains(new UserId(HEX));
        assertThat(MessageId.parse(upper)).contains(new MessageId(HEX));
        assertThat(new RoomId(HEX)).hasToString(HEX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "room123",
                "0123456789abcdef0123456",
                "0123456789abcdef012345678",
                "0123456789abcdeg01234567",
                "0123456789abcdef0123456\n",
                " 0123456789abcdef01234567",
                "0123456789abcdef0123456\u0661"
            })
    void knowsTextsThatAreNone(String text) {
        assertThat(RoomId.parse(text)).isEmpty();
        assertThat(UserId.parse(text)).isEmpty();
        assertThat(MessageId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new RoomId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsCodesAsTheyStandOnTheWire() {
        assertThat(ErrorCode.values())
                .extracting(ErrorCode::text)
                .containsExactly(
                        "unauthorized",
                        "forbidden",
                        "not_a_member",
                        "banned",
                        "kicked",
                        "muted",
                        "unreachable",
                        "room_not_found",
                        "message_not_found",
                        "invitation_not_found",
                        "member_not_found",
                        "report_not_found",
                        "invalid",
                        "too_long",
                        "conflict",
                        "last_owner",
                        "rate_limited",
                        "too_fast",
                        "unavailable",
                        "internal");
    }

    @Test
    void countsTheLeastLengthInCharactersToo() {
        assertThat(FieldText.checked("x", "ab", TextRule.text(2, 3))).isEqualTo("ab");
        assertThatThrownBy(() -> FieldText.checked("x", "\uD83D\uDE00", TextRule.text(2, 3)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("x must have at least 2 characters.");
    }
}
