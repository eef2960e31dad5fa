package xyz.anipub.chat.realtime.event;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.UserId;

/**
 * What a client sent with an event: one object, of which only the known fields are read and whose types are checked.
 * What is too much is ignored, so that the guide's page and newer clients may send more.
 */
record EventArguments(List<JsonValue> values) {

    /** Whether the client sent anything at all. */
    boolean isEmpty() {
        return values.isEmpty() || values.get(0).getValueType() == JsonValue.ValueType.NULL;
    }

    /**
     * The room that the event is about: field {@code roomId} of the object, or the bare string.
     *
     * @throws RoomNotFoundException if the text is no id
     */
    RoomId room() {
        if (!values.isEmpty() && values.get(0) instanceof JsonString bare) {
            return RoomNotFoundException.parse(bare.getString());
        }
        return RoomNotFoundException.parse(text("roomId"));
    }

    /** A field that must be there and be a string. */
    String text(String field) {
        return optionalText(field)
                .orElseThrow(
                        () -> new InvalidFieldException(ErrorCode.INVALID, field, "%s is required.".formatted(field)));
    }

    /** A field that may be missing or null, but else must be a string. */
    Optional<String> optionalText(String field) {
        JsonValue value = object().getOrDefault(field, JsonValue.NULL);
        if (value.getValueType() == JsonValue.ValueType.NULL) {
            return Optional.empty();
        }
        if (value instanceof JsonString text) {
            return Optional.of(text.getString());
        }
        throw new InvalidFieldException(ErrorCode.INVALID, field, "%s must be a string.".formatted(field));
    }

    /** A field that must be there and be a whole number from 0 on. */
    long number(String field) {
        if (object().get(field) instanceof JsonNumber number) {
            try {
                long whole = number.longValueExact();
                if (whole >= 0) {
                    return whole;
                }
            } catch (ArithmeticException fractionOrTooLarge) {
                // Answered below, as a negative one is.
            }
        }
        throw new InvalidFieldException(
                ErrorCode.INVALID, field, "%s must be a whole number from 0 on.".formatted(field));
    }

    /**
     * Rejects a {@code userId} that is another user's; whatever else stands there counts as not said.
     *
     * @throws ChatException {@code forbidden}
     */
    void requireOwnUserId(UserId caller) {
        if (!isEmpty()
                && values.get(0) instanceof JsonObject object
                && object.get("userId") instanceof JsonString claimed) {
            caller.requireOwn(claimed.getString());
        }
    }

    private JsonObject object() {
        if (!values.isEmpty() && values.get(0) instanceof JsonObject object) {
            return object;
        }
        throw new ChatException(ErrorCode.INVALID, "The event needs an object with its fields.");
    }
}
