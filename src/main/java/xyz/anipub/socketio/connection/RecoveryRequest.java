package xyz.anipub.socketio.connection;

import jakarta.json.JsonString;
import java.util.Optional;
import xyz.anipub.socketio.handshake.Handshake;

/**
 * A client's wish to come back: {@code 40{"pid":"…","offset":"…"}} (protocol section 5).
 *
 * @param pid the secret id of its session
 * @param offset the last event that it has got; absent if it has got none
 */
public record RecoveryRequest(String pid, Optional<String> offset) {

    /** Ids and offsets are shorter; anybody may send what is longer, and it would be looked up under a lock. */
    private static final int LONGEST = 100;

    /** Empty if the client does not name a session. */
    public static Optional<RecoveryRequest> of(Handshake handshake) {
        return text(handshake, "pid").map(pid -> new RecoveryRequest(pid, text(handshake, "offset")));
    }

    private static Optional<String> text(Handshake handshake, String name) {
        return handshake.auth().get(name) instanceof JsonString text
                        && text.getString().length() <= LONGEST
                ? Optional.of(text.getString())
                : Optional.empty();
    }
}
