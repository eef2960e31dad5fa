package xyz.anipub.chaos;

import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * One message that somebody sent, and what the server answered.
 *
 * @param content unlike that of any other message of the run
 * @param message as acknowledged
 */
record Sent(String room, String content, Outcome outcome, Optional<JsonObject> message) {

    enum Outcome {
        /** Stored once, as answered. */
        ACKNOWLEDGED,
        /** Not stored. */
        REFUSED,
        /** No answer, or {@code unavailable}, and not sent again: stored once or not at all. */
        UNKNOWN
    }

    static Sent acknowledged(JsonObject message) {
        return new Sent(
                message.getString("room"), message.getString("content"), Outcome.ACKNOWLEDGED, Optional.of(message));
    }
}
