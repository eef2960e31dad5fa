package xyz.anipub.socketio;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.packet.Arguments;

/**
 * What an application keeps with a socket in values that can be written as JSON: other nodes see it, and it comes back
 * with the socket when its connection is recovered. What cannot be JSON is for {@link Socket#attach}.
 *
 * <p>Thread-safe, without a lock. Nothing that a client sends gets in here by itself.
 */
public final class Attributes {

    private final Map<String, JsonValue> values = new ConcurrentHashMap<>(4);

    Attributes() {}

    /**
     * Sets a value in place of an earlier one.
     *
     * @param value anything that {@link Socket#emit} takes; copied
     * @throws IllegalArgumentException if it is of another type
     */
    public void put(String name, @Nullable Object value) {
        values.put(name, Arguments.value(value));
    }

    /** The value of that name, if there is one. */
    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public void remove(String name) {
        values.remove(name);
    }

    /** Puts what has no value yet. */
    void putAbsent(Map<String, Object> stored) {
        stored.forEach((name, value) -> values.putIfAbsent(name, Arguments.value(value)));
    }

    Map<String, Object> details() {
        return Map.copyOf(values);
    }

    /** All of them. A snapshot. */
    public JsonObject toJson() {
        return Arguments.value(values).asJsonObject();
    }
}
