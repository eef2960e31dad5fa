package xyz.anipub.health;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that was looked at, as MicroProfile Health words it.
 *
 * @param name what
 * @param isUp whether this node can serve, as far as this goes
 * @param reason why it is not, or what is less well than it should be; empty if all is well
 * @param numbers how far something has come; none as a rule
 */
public record Check(String name, boolean isUp, Optional<Reason> reason, Map<String, Long> numbers) {

    public Check {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /** Without numbers. */
    public Check(String name, boolean isUp, Optional<Reason> reason) {
        this(name, isUp, reason, Map.of());
    }

    /** All is well, or nothing works. */
    public static Check of(String name, Optional<Reason> down) {
        return new Check(name, down.isEmpty(), down);
    }

    /** The node serves in any case, if less well. */
    public static Check degraded(String name, Optional<Reason> reason) {
        return new Check(name, true, reason);
    }

    /** {@code {"name":"redis","status":"UP","data":{"degraded":true,"reason":"away"}}}; without data if all is well. */
    JsonObject toJson() {
        JsonObjectBuilder json = Json.createObjectBuilder().add("name", name).add("status", status(isUp));
        JsonObjectBuilder data = Json.createObjectBuilder();
        reason.ifPresent(why -> {
            if (isUp) {
                data.add("degraded", true);
            }
            data.add("reason", why.text());
        });
        numbers.forEach(data::add);
        JsonObject told = data.build();
        return (told.isEmpty() ? json : json.add("data", told)).build();
    }

    static String status(boolean isUp) {
        return isUp ? "UP" : "DOWN";
    }
}
