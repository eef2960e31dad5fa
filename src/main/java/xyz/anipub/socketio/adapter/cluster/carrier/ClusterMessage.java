package xyz.anipub.socketio.adapter.cluster.carrier;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.SocketDetails;
import xyz.anipub.socketio.packet.Packet;

/**
 * What the nodes of one namespace tell each other, whichever family carries it. Immutable.
 *
 * <p>Events belong to the codec's namespace and have no ack id: each node takes its own. A {@code requestId} is any text of
 * up to 256 characters that the asker has made up; answers repeat it. {@link BroadcastOptions#isLocal} is false in all
 * that is read, and what has it cannot be written.
 */
public sealed interface ClusterMessage {

    /** An event for the selected sockets. */
    record Broadcast(Packet.Event event, BroadcastOptions options) implements ClusterMessage {}

    /**
     * An event for the selected sockets, which are asked for acks: each node answers with one {@link ClientCount} at once
     * and one {@link ClientAck} for each of its sockets that answers.
     *
     * @param timeout how long the asker waits, if it said so; later acks are in vain
     */
    record BroadcastWithAck(String requestId, Packet.Event event, BroadcastOptions options, Optional<Duration> timeout)
            implements ClusterMessage {}

    /** The selected sockets go into rooms. Flags mean nothing. */
    record SocketsJoin(BroadcastOptions options, Set<String> rooms) implements ClusterMessage {
        public SocketsJoin {
            rooms = Set.copyOf(rooms);
        }
    }

    /** The selected sockets go out of rooms. Flags mean nothing. */
    record SocketsLeave(BroadcastOptions options, Set<String> rooms) implements ClusterMessage {
        public SocketsLeave {
            rooms = Set.copyOf(rooms);
        }
    }

    /**
     * The selected sockets are disconnected. Flags mean nothing.
     *
     * @param close whether their connections end, too
     */
    record DisconnectSockets(BroadcastOptions options, boolean close) implements ClusterMessage {}

    /** Which sockets are selected? Each node answers with {@link FetchedSockets}. Flags mean nothing. */
    record FetchSockets(String requestId, BroadcastOptions options) implements ClusterMessage {}

    /** An event for the other servers themselves. */
    record ServerSideEmit(Packet.Event event) implements ClusterMessage {}

    /** An event for the other servers; each that has a handler answers with {@link ServerSideAnswer}. */
    record ServerSideEmitWithAck(String requestId, Packet.Event event) implements ClusterMessage {}

    /** What goes to the asker alone. */
    sealed interface Answer extends ClusterMessage {

        String requestId();
    }

    /** @param clients how many sockets the node asks; 0, too */
    record ClientCount(String requestId, int clients) implements Answer {}

    /** @param value the first argument of a socket's ack; empty if there was none */
    record ClientAck(String requestId, Optional<JsonValue> value) implements Answer {}

    /** The selected sockets of one node. */
    record FetchedSockets(String requestId, List<SocketDetails> sockets) implements Answer {
        public FetchedSockets {
            sockets = List.copyOf(sockets);
        }
    }

    /** @param value the first argument of a server's answer; empty if there was none */
    record ServerSideAnswer(String requestId, Optional<JsonValue> value) implements Answer {}

    /** What only the classic family knows. */
    sealed interface Classic extends ClusterMessage {}

    /** Which rooms are there? Each node answers with {@link RoomNames}. */
    record ListRooms(String requestId) implements Classic {}

    /** The rooms of one node, those of its sockets' ids included. */
    record RoomNames(String requestId, Set<String> rooms) implements Classic, Answer {
        public RoomNames {
            rooms = Set.copyOf(rooms);
        }
    }

    /** Which sockets are in these rooms (in none: all)? Asked by old nodes, never by us; answered with {@link SocketIds}. */
    record ListSockets(String requestId, Set<String> rooms) implements Classic {
        public ListSockets {
            rooms = Set.copyOf(rooms);
        }
    }

    /** The selected sockets of one node, for an old one. */
    record SocketIds(String requestId, Set<String> sids) implements Classic, Answer {
        public SocketIds {
            sids = Set.copyOf(sids);
        }
    }

    /**
     * The old form of a change to one socket, never sent by us: the node that has the socket makes the change and answers
     * with {@link Changed}, the others are silent.
     *
     * @param change with options that select the room of the socket's id
     */
    record ChangeIfHere(String requestId, String sid, ClusterMessage change) implements Classic {}

    /** The answer to it. */
    record Changed(String requestId) implements Classic, Answer {}
}
