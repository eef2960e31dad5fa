package xyz.anipub.socketio.adapter;

import java.util.Optional;

/**
 * The rooms of one namespace, and what can be done with all sockets of a room (protocol section 4): a port for each of
 * those who use it.
 *
 * <p><b>Threads.</b> All methods may be called by any thread at any time. Implementations hold no lock while they call
 * the {@link SocketEmitter}, but for {@link SocketEmitter#queue} and {@link SocketEmitter#isConnected}, which allow it.
 */
public interface Adapter extends RoomMembership, Broadcasting, Requests, AutoCloseable {

    /** What lets clients come back after a lost connection; empty if this adapter keeps nothing for them. */
    default Optional<Recovery> recovery() {
        return Optional.empty();
    }

    /** Gives up what the adapter holds outside of this node. Sockets are not touched. */
    @Override
    void close();
}
