package xyz.anipub.engineio;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.trace.Durations;

/**
 * What an engine has carried since it was made, for whoever looks now and then. Counting costs some additions for each packet that
 * comes and each batch that leaves, and nobody waits for it. Thread-safe; each number is as of about now, and only grows.
 */
public final class EngineTraffic {

    private final Map<TransportType, LongAdder> opened = adders(TransportType.class);
    private final Map<CloseReason, LongAdder> closed = adders(CloseReason.class);
    private final Map<HandshakeError, LongAdder> refused = adders(HandshakeError.class);
    private final LongAdder packetsIn = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder packetsOut = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder overflown = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final Durations deliveries = new Durations();

    EngineTraffic() {}

    /** Sessions that were opened on this transport. */
    public long opened(TransportType transport) {
        return of(opened, transport).sum();
    }

    /** Sessions that have ended for this reason. */
    public long closed(CloseReason reason) {
        return of(closed, reason).sum();
    }

    /** Requests that were refused by this row of the protocol's table; by {@code FORBIDDEN} those that were too many. */
    public long refused(HandshakeError error) {
        return of(refused, error).sum();
    }

    /** Packets that came, heartbeats among them. */
    public long packetsIn() {
        return packetsIn.sum();
    }

    /** Their size as WebSocket messages. */
    public long bytesIn() {
        return bytesIn.sum();
    }

    /** Packets that were given to a transport, heartbeats among them: one that goes to several sessions counts for each. */
    public long packetsOut() {
        return packetsOut.sum();
    }

    /** Their size as WebSocket messages, uncompressed. */
    public long bytesOut() {
        return bytesOut.sum();
    }

    /** Sessions whose outbound queue was full. */
    public long overflown() {
        return overflown.sum();
    }

    /** Volatile messages that a session was not ready for. */
    public long dropped() {
        return dropped.sum();
    }

    /**
     * How long it took from the receipt of a message until a session's transport had been given its last byte, once for each session: of
     * those messages that say when they {@linkplain xyz.anipub.engineio.session.PreparedMessage#receivedAt were received}.
     */
    public Durations deliveries() {
        return deliveries;
    }

    void countOpened(TransportType transport) {
        of(opened, transport).increment();
    }

    void countClosed(CloseReason reason) {
        of(closed, reason).increment();
    }

    void countRefused(HandshakeError error) {
        of(refused, error).increment();
    }

    void countReceived(Packet packet) {
        packetsIn.increment();
        bytesIn.add(packet.size());
    }

    void countSent(List<EncodedPacket> batch) {
        long bytes = 0;
        for (int i = 0; i < batch.size(); i++) {
            bytes += batch.get(i).size();
        }
        packetsOut.add(batch.size());
        bytesOut.add(bytes);
    }

    void countOverflown() {
        overflown.increment();
    }

    void countDropped() {
        dropped.increment();
    }

    private static <E extends Enum<E>> LongAdder of(Map<E, LongAdder> adders, E constant) {
        return Objects.requireNonNull(adders.get(constant));
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        Map<E, LongAdder> adders = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            adders.put(constant, new LongAdder());
        }
        return adders;
    }
}
