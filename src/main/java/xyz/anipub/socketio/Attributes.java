package xyz.anipub.socketio;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.packet.Arguments;

/**
 * What an application keeps with a socket in values that can be written as JSON: other nodes see it, and it comes back
 * with the socket when its connection is recovered. What cannot be JSON is for {@link Socket#attach}.
 *
 * <p>Thread-safe. Nothing that a client sends gets in here by itself.
 */
public final class Attributes {

    /** Replaced, never changed: there are few, and mostly none. */
    private volatile Map<String, JsonValue> values = Map.of();

    Attributes() {}

    /**
     * Sets a value in place of an earlier one.
     *
     * @param value anything that {@link Socket#emit} takes; copied
     * @throws IllegalArgumentException if it is of another type
     */
    public void put(String name, @Nullable Object value) {
        JsonValue converted = Arguments.value(value);
        change(changed -> changed.put(name, converted));
    }

    /** The value of that name, if there is one. */
    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public void remove(String name) {
        change(changed -> changed.remove(name));
    }

    /** Puts what has no value yet. */
    void putAbsent(Map<String, Object> stored) {
        change(changed -> stored.forEach((name, value) -> changed.putIfAbsent(name, Arguments.value(value))));
    }

    private synchronized void change(Consumer<Map<String, JsonValue>> change) {
        Map<String, JsonValue> changed = new HashMap<>(values);
        change.accept(changed);
        values = Map.copyOf(changed);
    }

    Map<String, Object> details() {
        return Map.copyOf(values);
    }

    /** All of them. A snapshot. */
    public JsonObject toJson() {
        return Arguments.value(values).asJsonObject();
    }
}
