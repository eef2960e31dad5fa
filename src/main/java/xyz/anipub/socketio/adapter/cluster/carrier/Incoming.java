package xyz.anipub.socketio.adapter.cluster.carrier;

import java.util.Optional;
import xyz.anipub.socketio.adapter.log.EntryId;

/**
 * A message of another node.
 *
 * @param from its uid, {@link #EMITTER} for a process that only sends; empty if it did not say
 * @param at its place in the log that all nodes share; empty if it is in none
 */
public record Incoming(Optional<String> from, ClusterMessage message, Optional<EntryId> at) {

    /** One that is in no log. */
    public Incoming(Optional<String> from, ClusterMessage message) {
        this(from, message, Optional.empty());
    }

    public boolean isBroadcast() {
        return message instanceof ClusterMessage.Broadcast;
    }

    /** Whether it is a broadcast for the same sockets as that one, by the same way. */
    boolean goesWith(Incoming other) {
        return message instanceof ClusterMessage.Broadcast mine
                && other.message instanceof ClusterMessage.Broadcast before
                && mine.options().equals(before.options())
                && at.isPresent() == other.at.isPresent();
    }

    /** What a process calls itself that sends and never hears. */
    public static final String EMITTER = "emitter";
}
