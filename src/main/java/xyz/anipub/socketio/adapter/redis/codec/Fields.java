package xyz.anipub.socketio.adapter.redis.codec;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.socketio.packet.Arguments;

/**
 * A map that another node has written, read field by field. What is not as it has to be ends in a
 * {@link MalformedMessageException} with the field's name. Null counts as missing, as it does for Node.
 *
 * @param name what the map is
 */
record Fields(String name, JsonObject map) {

    private static final int MAX_ID_LENGTH = 256;
    private static final BigDecimal MAX_EXACT = BigDecimal.valueOf((1L << 53) - 1);

    static Fields of(String name, JsonValue value) {
        if (value instanceof JsonObject map) {
            return new Fields(name, map);
        }
        throw new MalformedMessageException(name + " is not a map");
    }

    /** The value, null included; empty only if there is none. */
    Optional<JsonValue> value(String key) {
        return Optional.ofNullable(map.get(key));
    }

    private Optional<JsonValue> present(String key) {
        return value(key).filter(value -> value.getValueType() != JsonValue.ValueType.NULL);
    }

    Fields fields(String key) {
        return optionalFields(key).orElseThrow(() -> missing(key));
    }

    Optional<Fields> optionalFields(String key) {
        return present(key).map(value -> of(key, value));
    }

    /** A text of no more than 256 characters: others keep it while they wait. */
    String id(String key) {
        return optionalId(key).orElseThrow(() -> missing(key));
    }

    Optional<String> optionalId(String key) {
        return present(key).map(value -> Arguments.text(value)
                .filter(text -> text.length() <= MAX_ID_LENGTH)
                .orElseThrow(() -> wrong(key, "a text of up to " + MAX_ID_LENGTH + " characters")));
    }

    /** A whole number from 0 up, in whatever form; beyond an int's values it is the greatest of them. */
    int number(String key) {
        return present(key)
                .map(value -> wholeNumber(value).orElseThrow(() -> wrong(key, "a whole number")))
                .map(number -> (int) Math.min(number, Integer.MAX_VALUE))
                .orElseThrow(() -> missing(key));
    }

    /** The same, where others take anything: empty if it is no such number. */
    Optional<Long> numberIfAny(String key) {
        return present(key).flatMap(Fields::wholeNumber);
    }

    /** False if it is missing. */
    boolean isTrue(String key) {
        return present(key)
                .map(value -> {
                    if (value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE)) {
                        return value.equals(JsonValue.TRUE);
                    }
                    throw wrong(key, "true or false");
                })
                .orElse(false);
    }

    /** Nothing if it is missing. */
    List<JsonValue> list(String key) {
        return present(key)
                .map(value -> {
                    if (value instanceof JsonArray array) {
                        return array;
                    }
                    throw wrong(key, "a list");
                })
                .orElse(JsonValue.EMPTY_JSON_ARRAY);
    }

    /** Names of rooms, of which Node allows numbers; none if it is missing. */
    Set<String> rooms(String key) {
        Set<String> rooms = new LinkedHashSet<>();
        for (JsonValue room : list(key)) {
            if (room instanceof JsonNumber number) {
                rooms.add(wholeNumber(number).map(String::valueOf).orElseGet(number::toString));
            } else {
                rooms.add(Arguments.text(room).orElseThrow(() -> wrong(key, "a list of texts")));
            }
        }
        return rooms;
    }

    private static Optional<Long> wholeNumber(JsonValue value) {
        if (value instanceof JsonNumber number) {
            BigDecimal exact = number.bigDecimalValue();
            // Compared before it is taken apart: 1e999999999 is whole, too, and very long.
            if (exact.signum() >= 0 && exact.compareTo(MAX_EXACT) <= 0) {
                long whole = exact.longValue();
                return exact.compareTo(BigDecimal.valueOf(whole)) == 0 ? Optional.of(whole) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private MalformedMessageException missing(String key) {
        return new MalformedMessageException(name + " has no " + key);
    }

    private MalformedMessageException wrong(String key, String due) {
        return new MalformedMessageException(key + " of " + name + " is not " + due);
    }
}
