package xyz.anipub.socketio.config;

import java.time.Duration;
import xyz.anipub.socketio.packet.PacketLimits;
import xyz.anipub.socketio.packet.Parser;

/**
 * The settings of a Socket.IO server.
 *
 * @param connectTimeout how long a connection may stay without having joined any namespace
 * @param ackTimeout how long a client may take to answer, where the emitting code does not say
 * @param maxPendingAcks how many answers may be awaited from one socket at the same time
 * @param packetLimits what one incoming packet may cost
 * @param limits what one connection may take up
 * @param parser the format of packets; all clients must have the same
 */
public record SocketServerConfig(
        Duration connectTimeout,
        Duration ackTimeout,
        int maxPendingAcks,
        PacketLimits packetLimits,
        SocketLimits limits,
        Parser parser) {

    public SocketServerConfig {
        if (connectTimeout.toMillis() < 1 || ackTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("connectTimeout and ackTimeout need at least 1 ms");
        }
        if (maxPendingAcks < 1) {
            throw new IllegalArgumentException("maxPendingAcks needs at least 1");
        }
    }

    /** With {@link Parser#standard()}. */
    public SocketServerConfig(
            Duration connectTimeout,
            Duration ackTimeout,
            int maxPendingAcks,
            PacketLimits packetLimits,
            SocketLimits limits) {
        this(connectTimeout, ackTimeout, maxPendingAcks, packetLimits, limits, Parser.standard());
    }

    /** With {@link SocketLimits#standard()}. */
    public SocketServerConfig(
            Duration connectTimeout, Duration ackTimeout, int maxPendingAcks, PacketLimits packetLimits) {
        this(connectTimeout, ackTimeout, maxPendingAcks, packetLimits, SocketLimits.standard());
    }

    /** 45 s to join a namespace, 10 s to answer, 1,000 answers awaited, {@link PacketLimits#standard()}, the standard limits. */
    public static SocketServerConfig standard() {
        return new SocketServerConfig(Duration.ofSeconds(45), Duration.ofSeconds(10), 1_000, PacketLimits.standard());
    }
}
