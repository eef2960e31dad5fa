package xyz.anipub.socketio.adapter.redis.codec;

import java.util.Optional;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;

/**
 * The channels of one namespace in the streams and sharded families.
 *
 * @param prefix "socket.io" unless set otherwise; the same on all nodes
 * @param uid this node's for the namespace
 */
public record ClusterChannels(String prefix, String namespace, String uid) {

    /** Which channel nodes of the sharded family publish to; what they hear does not depend on it. */
    public enum Mode {

        /** The main one: understood by all. */
        STATIC,

        /** Node's default. A room of its own channel, unless its name could be a socket's id. */
        DYNAMIC,

        /** Any room has its own channel. */
        DYNAMIC_PRIVATE
    }

    private static final int SID_LENGTH = 20;

    /** For all nodes; those subscribed to it are the nodes. */
    public String main() {
        return prefix + "#" + namespace + "#";
    }

    /** For answers to this node. */
    public String own() {
        return of(uid);
    }

    /** For answers to another one. */
    public String of(String asker) {
        return main() + asker + "#";
    }

    /** Sharded: for nodes with sockets in that room. */
    public String room(String room) {
        return main() + room + "#";
    }

    /** Sharded: the room that such a channel is of; also for {@link #own}, which has the same form. */
    Optional<String> roomOf(String channel) {
        return roomOf(channel, main());
    }

    /** The room that stands behind the channel of everybody, before a final {@code #}; in the classic family, too. */
    static Optional<String> roomOf(String channel, String everybody) {
        boolean isOfRoom =
                channel.length() > everybody.length() && channel.startsWith(everybody) && channel.endsWith("#");
        return isOfRoom ? Optional.of(channel.substring(everybody.length(), channel.length() - 1)) : Optional.empty();
    }

    /** Sharded: where to publish what is not an answer. All nodes of a cluster have the same mode. */
    public String channelFor(ClusterMessage message, Mode mode) {
        if (mode != Mode.STATIC
                && message instanceof Broadcast broadcast
                && broadcast.options().rooms().size() == 1) {
            String room = broadcast.options().rooms().iterator().next();
            if (mode == Mode.DYNAMIC_PRIVATE || room.length() != SID_LENGTH) {
                return room(room);
            }
        }
        return main();
    }
}
