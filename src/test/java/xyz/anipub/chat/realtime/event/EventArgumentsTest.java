package xyz.anipub.chat.realtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;

class EventArgumentsTest {

    private static final String ID = "0123456789abcdef01234567";

    @ParameterizedTest
    @ValueSource(strings = {"[\"0123456789abcdef01234567\"]", "[{\"roomId\":\"0123456789ABCDEF01234567\",\"x\":1}, 2]"})
    void readsTheRoom(String values) {
        assertThat(arguments(values).room()).isEqualTo(new RoomId(ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"room123\"]", "[\"\"]", "[{\"roomId\":\"room123\"}]"})
    void knowsNoRoomByATextThatIsNoId(String values) {
        assertThatThrownBy(() -> arguments(values).room()).isInstanceOf(RoomNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[null]", "[1]", "[[]]", "[{}]", "[{\"roomId\":null}]", "[{\"roomId\":1}]"})
    void refusesARoomThatIsMissingOrNoText(String values) {
        assertThatThrownBy(() -> arguments(values).room())
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID));
    }

    @Test
    void readsOptionalTexts() {
        EventArguments arguments = arguments("[{\"a\":\"x\",\"b\":null,\"c\":{}}]");
        assertThat(arguments.optionalText("a")).contains("x");
        assertThat(arguments.optionalText("b")).isEmpty();
        assertThat(arguments.optionalText("none")).isEmpty();
        assertThatThrownBy(() -> arguments.optionalText("c"))
                .isInstanceOf(ChatException.class)
                .hasMessage("c must be a string.");
        assertThatThrownBy(() -> arguments.text("b")).hasMessage("b is required.");
    }

    @Test
    void readsWholeNumbers() {
        EventArguments arguments = arguments("[{\"zero\":0,\"large\":9223372036854775807}]");
        assertThat(arguments.number("zero")).isZero();
        assertThat(arguments.number("large")).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'n':null}",
                "{'n':-1}",
                "{'n':1.5}",
                "{'n':'1'}",
                "{'n':1e400}",
                "{'n':9223372036854775808}"
            })
    void refusesWhatIsNoWholeNumber(String object) {
        EventArguments arguments = arguments("[" + object.replace('\'', '"') + "]");
        assertThatThrownBy(() -> arguments.number("n"))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("n"));
    }

    @Test
    void knowsWhetherAnythingWasSent() {
        assertThat(arguments("[]").isEmpty()).isTrue();
        assertThat(arguments("[null]").isEmpty()).isTrue();
        assertThat(arguments("[{}]").isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[null]",
                "['fedcba987654321001234567']",
                "[{}]",
                "[{'userId':null}]",
                "[{'userId':'0123456789ABCDEF01234567'}]",
                "[{'userId':'unknown'}]",
                "[{'userId':'undefined'}]",
                "[{'userId':''}]",
                "[{'userId':' fedcba987654321001234567'}]",
                "[{'userId':'fedcba98765432100123456'}]",
                "[{'userId':'fedcba9876543210012345678'}]",
                "[{'userId':'gedcba987654321001234567'}]",
                "[{'userId':123456789012345678901234}]",
                "[{'userId':true}]",
                "[{'userId':['fedcba987654321001234567']}]",
                "[{'userId':{'$ne':'fedcba987654321001234567'}}]"
            })
    void takesTheCallersOwnUserIdOrNone(String values) {
        arguments(values.replace('\'', '"')).requireOwnUserId(new UserId(ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fedcba987654321001234567", "FEDCBA987654321001234567"})
    void rejectsTheIdOfAnother(String other) {
        assertThatThrownBy(() -> arguments("[{\"userId\":\"" + other + "\"}]").requireOwnUserId(new UserId(ID)))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
    }

    private static EventArguments arguments(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return new EventArguments(reader.readArray());
        }
    }
}
