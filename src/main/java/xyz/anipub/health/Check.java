package xyz.anipub.health;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.json.Json;

/**
 * The result of one health check, in the words of MicroProfile Health.
 *
 * @param name what was checked
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

    /** Of what this node cannot serve without. */
    public static Check required(String name, Reason reason, boolean isDown) {
        return new Check(name, !isDown, Optional.of(reason).filter(why -> isDown));
    }

    /** Of what it serves without, if less well. */
    public static Check degraded(String name, Reason reason, boolean isDegraded) {
        return degraded(name, Optional.of(reason).filter(why -> isDegraded));
    }

    /** The same, where there are several reasons. */
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
