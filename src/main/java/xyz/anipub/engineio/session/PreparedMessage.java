package xyz.anipub.engineio.session;

import java.util.ArrayList;
import java.util.List;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.packet.PacketRun;
import xyz.anipub.trace.Receipt;

/**
 * One message to send, encoded once for any number of sessions: a text message, or a text message and the binary
 * messages that belong to it, which enter a session's queue together or not at all.
 *
 * <p>Immutable; the same object may be sent to many sessions by many threads.
 */
public final class PreparedMessage {

    private final List<EncodedPacket> packets;
    private final boolean isVolatile;
    /** See {@link #receivedAt}. */
    private final long received;
    /** 0 until it is known; two threads may both find out. */
    private volatile long size;

    /** In how many queues a {@link Backlog} counts it; guarded by this object's monitor. */
    int queues;

    private PreparedMessage(List<EncodedPacket> packets, boolean isVolatile) {
        this(packets, isVolatile, Receipt.UNKNOWN);
    }

    private PreparedMessage(List<EncodedPacket> packets, boolean isVolatile, long received) {
        this.packets = packets;
        this.isVolatile = isVolatile;
        this.received = received;
    }

    /** A text message. */
    public static PreparedMessage text(String data) {
        return of(data, List.of());
    }

    /** A binary message. The array is not copied and must not be changed afterwards. */
    public static PreparedMessage binary(byte[] data) {
        return new PreparedMessage(List.of(EncodedPacket.of(new Packet.Binary(data))), false);
    }

    /**
     * A text message followed by binary messages, with no other message in between. The arrays are not copied and must
     * not be changed afterwards.
     */
    public static PreparedMessage of(String header, List<byte[]> attachments) {
        if (attachments.isEmpty()) {
            return new PreparedMessage(List.of(EncodedPacket.of(new Packet.Text(header))), false);
        }
        List<EncodedPacket> packets = new ArrayList<>(1 + attachments.size());
        packets.add(EncodedPacket.of(new Packet.Text(header)));
        for (byte[] attachment : attachments) {
            packets.add(EncodedPacket.of(new Packet.Binary(attachment)));
        }
        return new PreparedMessage(List.copyOf(packets), false);
    }

    /**
     * Messages for many sessions that get all of them together, gathered into fewer: what is gathered enters and leaves a queue as
     * one message, and counts there as its packets do.
     *
     * @param maxBytes the {@link #size()} above which no more are gathered, see {@code EngineConfig.batchBytes()}
     */
    public static List<PreparedMessage> gather(List<PreparedMessage> messages, long maxBytes) {
        List<PreparedMessage> gathered = new ArrayList<>();
        int begin = 0;
        long bytes = 0;
        for (int i = 0; i < messages.size(); i++) {
            PreparedMessage next = messages.get(i);
            if (i > begin && (bytes + next.size() > maxBytes || next.isVolatile != messages.get(begin).isVolatile)) {
                gathered.add(together(messages.subList(begin, i)));
                begin = i;
                bytes = 0;
            }
            bytes += next.size();
        }
        if (begin < messages.size()) {
            gathered.add(together(messages.subList(begin, messages.size())));
        }
        return gathered;
    }

    private static PreparedMessage together(List<PreparedMessage> messages) {
        PreparedMessage first = messages.get(0);
        if (messages.size() == 1) {
            return first;
        }
        return new PreparedMessage(
                new PacketRun(messages.stream()
                        .flatMap(message -> message.packets.stream())
                        .toList()),
                first.isVolatile);
    }

    /** A packet of the engine's own. */
    public static PreparedMessage control(Packet packet) {
        return new PreparedMessage(List.of(EncodedPacket.of(packet)), false);
    }

    /** The same message, sharing its encoded form, that is dropped by a session which cannot write it at once. */
    public PreparedMessage asVolatile() {
        return isVolatile ? this : new PreparedMessage(packets, true, received);
    }

    /**
     * The same message, for which a polling answer is not compressed; one that carries other messages too may be. It is
     * encoded anew, so make it once for all sessions.
     */
    public PreparedMessage uncompressed() {
        return new PreparedMessage(
                packets.stream().map(EncodedPacket::uncompressed).toList(), isVolatile, received);
    }

    /**
     * The same message, sharing its encoded form, of which it is counted how long it takes until a transport has been given it.
     *
     * @param nanos when what it says was received, by {@link System#nanoTime}
     */
    public PreparedMessage receivedAt(long nanos) {
        return new PreparedMessage(packets, isVolatile, nanos);
    }

    /** When what it says was received, or {@link Receipt#UNKNOWN}. */
    long received() {
        return received;
    }

    public boolean isVolatile() {
        return isVolatile;
    }

    /** The packets in the order in which they are sent; at least one. */
    public List<EncodedPacket> packets() {
        return packets;
    }

    /** What the message counts against a queue's bound, in bytes. Encodes it, if nobody has yet. */
    public long size() {
        long known = size;
        if (known == 0) {
            for (EncodedPacket packet : packets) {
                known += packet.size();
            }
            size = known;
        }
        return known;
    }
}
