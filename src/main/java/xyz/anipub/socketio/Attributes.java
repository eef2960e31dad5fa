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

    private final Runnable changed;

    /** @param changed called after each change */
    Attributes(Runnable changed) {
        this.changed = changed;
    }

    /**
     * Sets a value in place of an earlier one.
     *
     * @param value anything that {@link Socket#emit} takes; copied
     * @throws IllegalArgumentException if it is of another type
     */
    public void put(String name, @Nullable Object value) {
        JsonValue converted = Arguments.value(value);
        change(all -> all.put(name, converted));
    }

    /** The value of that name, if there is one. */
    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public void remove(String name) {
        change(all -> all.remove(name));
    }

    /** Puts what has no value yet. */
    void putAbsent(Map<String, Object> stored) {
        change(all -> stored.forEach((name, value) -> all.putIfAbsent(name, Arguments.value(value))));
    }

    private void change(Consumer<Map<String, JsonValue>> change) {
        synchronized (this) {
            Map<String, JsonValue> next = new HashMap<>(values);
            change.accept(next);
            values = Map.copyOf(next);
        }
        changed.run();
    }

    Map<String, Object> details() {
        return Map.copyOf(values);
    }

    /** All of them. A snapshot. */
    public JsonObject toJson() {
        return Arguments.value(values).asJsonObject();
    }
}
