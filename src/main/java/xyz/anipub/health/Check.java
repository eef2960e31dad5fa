package xyz.anipub.health;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/**
 * The result of one health check, in the words of MicroProfile Health.
 *
 * @param name what was checked
 * @param isUp whether this node can serve, as far as this goes
 * @param reason why it is not, or what is less well than it should be; empty if all is well
 */
public record Check(String name, boolean isUp, Optional<Reason> reason) {

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
        reason.ifPresent(why -> {
            JsonObjectBuilder data = Json.createObjectBuilder();
            if (isUp) {
                data.add("degraded", true);
            }
            json.add("data", data.add("reason", why.text()));
        });
        return json.build();
    }

    static String status(boolean isUp) {
        return isUp ? "UP" : "DOWN";
    }
}
