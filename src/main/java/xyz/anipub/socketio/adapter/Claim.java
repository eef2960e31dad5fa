package xyz.anipub.socketio.adapter;

import java.util.Optional;
import java.util.Set;

/**
 * One attempt to come back, as {@link Recovery#claim} answers it.
 *
 * @param outcome {@link RecoveryOutcome#RECOVERED} if nothing is against it so far
 * @param session present in that case only
 * @param rooms those of the session, its own id included; empty without one
 * @param offset what the client has got: the offset that it names, or that of the beginning if it names none of this log
 * @param hasMoved whether it was another node's session
 */
public record Claim(
        RecoveryOutcome outcome, Optional<StoredSession> session, Set<String> rooms, String offset, boolean hasMoved) {

    /** An attempt that cannot succeed. */
    public static Claim failed(RecoveryOutcome outcome, String offset) {
        return new Claim(outcome, Optional.empty(), Set.of(), offset, false);
    }
}
