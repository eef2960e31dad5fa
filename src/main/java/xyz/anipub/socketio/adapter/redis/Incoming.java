package xyz.anipub.socketio.adapter.redis;

import java.util.Optional;

/**
 * A message of another node.
 *
 * @param from its uid, {@link NodeIds#EMITTER} for a process that only sends; empty if it did not say
 */
record Incoming(Optional<String> from, ClusterMessage message) {}
