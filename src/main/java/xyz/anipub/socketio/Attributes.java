package xyz.anipub.socketio;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an application keeps with a socket in values that can be written as JSON: other nodes see it, and it comes back
 * with the socket when its connection is recovered. What cannot be JSON is for {@link Socket#attach}.
 *
 * <p>Thread-safe. Nothing that a client sends gets in here by itself.
 */
public interface Attributes {

    /**
     * Sets a value in place of an earlier one.
     *
     * @param value anything that {@link Socket#emit} takes; copied
     * @throws IllegalArgumentException if it is of another type
     */
    void put(String name, @Nullable Object value);

    /** The value of that name, if there is one. */
    Optional<JsonValue> get(String name);

    void remove(String name);

    /** All of them. A snapshot. */
    JsonObject toJson();
}
