package xyz.anipub.socketio;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Whatever one can broadcast from: a server, a namespace, or a socket, which leaves itself out. */
public interface Broadcaster {

    /** To everybody; from a socket, to everybody else. */
    BroadcastOperator broadcast();

    /** To the members of these rooms, each once. See {@link BroadcastOperator#to}. */
    default BroadcastOperator to(String... rooms) {
        return broadcast().to(rooms);
    }

    /** The same as {@link #to}. */
    default BroadcastOperator in(String... rooms) {
        return broadcast().to(rooms);
    }

    /** To everybody but the members of these rooms. See {@link BroadcastOperator#except}. */
    default BroadcastOperator except(String... rooms) {
        return broadcast().except(rooms);
    }

    /** Everybody's sockets, on all nodes; from a socket, everybody else's. See {@link BroadcastOperator#fetchSockets}. */
    default CompletionStage<List<RemoteSocket>> fetchSockets() {
        return broadcast().fetchSockets();
    }

    /** To this node's sockets only. */
    default BroadcastOperator local() {
        return broadcast().local();
    }
}
