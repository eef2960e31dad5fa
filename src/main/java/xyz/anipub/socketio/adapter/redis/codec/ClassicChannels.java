package xyz.anipub.socketio.adapter.redis.codec;

import java.util.Optional;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;

/**
 * The channels of one namespace in the classic family. A node subscribes to {@link #pattern}, {@link #requests},
 * {@link #answers} and {@link #ownAnswers}; those subscribed to the requests are the nodes.
 *
 * @param prefix "socket.io" unless set otherwise; the same on all nodes
 * @param uid this node's for the namespace
 */
public record ClassicChannels(String prefix, String namespace, String uid) {

    /**
     * All broadcasts, in Redis's pattern language. Node does not escape the namespace, and hears nothing in one with
     * brackets. What comes by it has still to be looked at with {@link #isBroadcast}.
     */
    public String pattern() {
        return everybody().replaceAll("[\\\\*?\\[\\]]", "\\\\$0") + "*";
    }

    /** Broadcasts to no room, or to several. */
    String everybody() {
        return prefix + "#" + namespace + "#";
    }

    /** Broadcasts to that room alone. */
    String room(String room) {
        return everybody() + room + "#";
    }

    /** Where to publish a broadcast. */
    public String channelFor(Broadcast broadcast) {
        var rooms = broadcast.options().rooms();
        return rooms.size() == 1 ? room(rooms.iterator().next()) : everybody();
    }

    public boolean isBroadcast(String channel) {
        return channel.equals(everybody()) || roomOf(channel).isPresent();
    }

    /** The one room that a broadcast is for, told before it is read; empty if the channel is no room's. */
    public Optional<String> roomOf(String channel) {
        return ClusterChannels.roomOf(channel, everybody());
    }

    /** Whoever subscribes to it has to answer. */
    public String requests() {
        return prefix + "-request#" + namespace + "#";
    }

    /** Answers for all to hear; server-side answers always come here. */
    public String answers() {
        return prefix + "-response#" + namespace + "#";
    }

    /** Answers to this node, from nodes that are set so. */
    public String ownAnswers() {
        return answersTo(uid);
    }

    String answersTo(String asker) {
        return answers() + asker + "#";
    }
}
