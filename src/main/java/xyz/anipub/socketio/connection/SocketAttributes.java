package xyz.anipub.socketio.connection;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.Attributes;
import xyz.anipub.socketio.packet.Arguments;

/** Of a socket on this node. Thread-safe. */
public final class SocketAttributes implements Attributes {

    /** Replaced, never changed: there are few, and mostly none. */
    private volatile Map<String, JsonValue> values = Map.of();

    private final Runnable changed;

    /** @param changed called after each change */
    public SocketAttributes(Runnable changed) {
        this.changed = changed;
    }

    @Override
    public void put(String name, @Nullable Object value) {
        JsonValue converted = Arguments.value(value);
        change(all -> all.put(name, converted));
    }

    @Override
    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public void remove(String name) {
        change(all -> all.remove(name));
    }

    /** Puts what has no value yet. */
    public void putAbsent(Map<String, Object> stored) {
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

    public Map<String, Object> details() {
        return Map.copyOf(values);
    }

    @Override
    public JsonObject toJson() {
        return Arguments.value(values).asJsonObject();
    }
}
