package xyz.anipub.socketio.adapter.cluster;

import java.util.Optional;

/**
 * A message of another node.
 *
 * @param from its uid, {@link #EMITTER} for a process that only sends; empty if it did not say
 */
public record Incoming(Optional<String> from, ClusterMessage message) {

    /** What a process calls itself that sends and never hears. */
    public static final String EMITTER = "emitter";
}
