package xyz.anipub.engineio.config;

import java.time.Duration;
import java.util.Set;
import xyz.anipub.engineio.session.QueueBound;

/**
 * The engine's settings (protocol section 1.12, and the bounds that the reference server lacks).
 *
 * @param pingInterval from the open or a pong to the next ping
 * @param pingTimeout how long the peer may take to answer a ping
 * @param upgradeTimeout how long the change from polling to WebSocket may take
 * @param closeLinger how long a closing session waits for its client to fetch what is queued, and a closed WebSocket for
 *     its client to close it, too
 * @param readTimeout how long the peer may take to send one POST body, or one WebSocket message in parts
 * @param maxHttpBufferSize the longest POST body and the longest WebSocket message, in bytes
 * @param transports the enabled transports
 * @param allowUpgrades whether a handshake by polling offers WebSocket
 * @param allowEio3 whether clients of Engine.IO v3, those of Socket.IO 1 and 2, are taken
 * @param maxSessions how many sessions may be open; a handshake beyond it is refused
 * @param addresses how much of that one address may take
 * @param outbound what may wait to be sent to one session, in a queue that shares its messages with those of other
 *     sessions; what the transport is just writing not counted
 * @param batchBytes how much of it is given to the transport at once, and how much of it the container may keep unsent, if
 *     it can be told: of that each session may need copies of its own. A longer message is given alone
 * @param inbound what may wait for the listener of one session
 * @param backlogBytes what may wait in both queues of all sessions together, behind a batch in each: a message for several
 *     counts once. Above it the session closes that would add to its queue
 * @param drainers how many threads, at the most, write what broadcasts have queued
 * @param endpointOnly whether WebSockets are carried by the container's endpoint, whatever carriers there are
 * @param portableFrames whether the endpoint's WebSockets are written in the standard way alone, whatever the container offers besides
 * @param http what answers by HTTP carry besides packets
 * @param hooks where the application has a say
 */
public record EngineConfig(
        Duration pingInterval,
        Duration pingTimeout,
        Duration upgradeTimeout,
        Duration closeLinger,
        Duration readTimeout,
        int maxHttpBufferSize,
        Set<TransportType> transports,
        boolean allowUpgrades,
        boolean allowEio3,
        int maxSessions,
        AddressLimits addresses,
        QueueBound outbound,
        int batchBytes,
        QueueBound inbound,
        long backlogBytes,
        int drainers,
        boolean endpointOnly,
        boolean portableFrames,
        HttpRules http,
        EngineHooks hooks) {

    public EngineConfig {
        transports = Set.copyOf(transports);
        if (pingInterval.toMillis() < 1 || pingTimeout.toMillis() < 1 || upgradeTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("pingInterval, pingTimeout and upgradeTimeout need at least 1 ms");
        }
        if (closeLinger.toMillis() < 1 || readTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("closeLinger and readTimeout need at least 1 ms");
        }
        if (maxHttpBufferSize < 1
                || maxSessions < 1
                || batchBytes < 1
                || backlogBytes < 1
                || drainers < 1
                || transports.isEmpty()) {
            throw new IllegalArgumentException(
                    "maxHttpBufferSize, maxSessions, batchBytes, backlogBytes, drainers and transports must not be"
                            + " empty");
        }
    }

    /** The reference server's settings, bounds of 4,096 packets and 8 MB for each direction of a session, and a quarter of the
     * heap for those of all, and a drainer for each processor but one, at least one. */
    public static EngineConfig standard() {
        return new EngineConfigBuilder().build();
    }

    /** Starts from these settings to change some. */
    public EngineConfigBuilder with() {
        return new EngineConfigBuilder(this);
    }
}
