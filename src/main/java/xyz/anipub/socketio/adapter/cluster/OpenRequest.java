package xyz.anipub.socketio.adapter.cluster;

import java.util.Optional;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;

/** A question to the other nodes that is not answered yet. Called by one thread after the other, without a lock. */
interface OpenRequest {

    /** One that it did not expect changes nothing. */
    void answered(Optional<String> from, ClusterMessage.Answer answer);

    /** The adapter has been closed. */
    void close();
}
