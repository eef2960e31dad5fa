package xyz.anipub.engineio.transport;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import xyz.anipub.engineio.packet.EncodedPacket;

/**
 * Writes packets to one WebSocket in the way that suits its container.
 *
 * <p>One batch at a time: {@code write} is called again only after {@link Outcome} has been told. It does not block,
 * and it does not throw.
 */
interface FrameWriter {

    /** Writes each packet as one message, in order; then tells the outcome, once, on any thread. */
    void write(List<EncodedPacket> batch, Outcome outcome);

    /**
     * Closes the socket, of which nothing is being written. May wait for the peer; the connection may outlast it, until
     * the peer has closed it, too.
     */
    default void close(Session socket, CloseReason reason) throws IOException {
        socket.close(reason);
    }

    /** How long a peer may take to close it, too, of the time that it may take at most. */
    default Duration patience(Duration linger) {
        return linger;
    }

    /** Ends the connection of a peer that has not. Idleness is the standard API's only way to do it. */
    default void hangUp(Session socket) {
        socket.setMaxIdleTimeout(1);
    }

    /** What became of a batch. */
    interface Outcome {

        /** The container has taken all of it and has nothing of it left to send. */
        void written();

        /** The connection is broken. */
        void failed(Throwable cause);
    }
}
