package xyz.anipub.socketio.config;

import java.time.Duration;

/**
 * What one connection may take up; see {@link SocketServerConfig}.
 *
 * @param attachmentTimeout how long the attachments of one packet may take to come; then the connection is closed with
 *     the reason {@code forced close}
 * @param maxNamespaces how many namespaces a connection may be in at the same time; it is refused more with the message
 *     {@code too many namespaces}
 * @param maxRooms how many rooms a socket may be in at the same time, that of its own id not counted
 * @param maxChildNamespaces how many namespaces clients may have brought into being, on one node
 * @param cleanupEmptyChildNamespaces whether such a namespace goes when its last socket leaves
 * @param rates how fast a connection may send
 */
public record SocketLimits(
        Duration attachmentTimeout,
        int maxNamespaces,
        int maxRooms,
        int maxChildNamespaces,
        boolean cleanupEmptyChildNamespaces,
        ConnectionRates rates) {

    /** With {@link ConnectionRates#standard()}. */
    public SocketLimits(
            Duration attachmentTimeout,
            int maxNamespaces,
            int maxRooms,
            int maxChildNamespaces,
            boolean cleanupEmptyChildNamespaces) {
        this(
                attachmentTimeout,
                maxNamespaces,
                maxRooms,
                maxChildNamespaces,
                cleanupEmptyChildNamespaces,
                ConnectionRates.standard());
    }

    public SocketLimits {
        if (attachmentTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("attachmentTimeout needs at least 1 ms");
        }
        if (maxNamespaces < 1 || maxRooms < 1 || maxChildNamespaces < 1) {
            throw new IllegalArgumentException("maxNamespaces, maxRooms and maxChildNamespaces need at least 1");
        }
    }

    /** 30 s, 100 namespaces, 1,000 rooms, 10,000 child namespaces that go when they are empty, standard rates. */
    public static SocketLimits standard() {
        return new SocketLimits(Duration.ofSeconds(30), 100, 1_000, 10_000, true);
    }
}
