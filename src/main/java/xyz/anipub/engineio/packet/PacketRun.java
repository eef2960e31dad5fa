package xyz.anipub.engineio.packet;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Packets that leave one behind the other by many sessions. What they are on a WebSocket is made once for all of these, at the first
 * of them.
 *
 * <p>Immutable and safe for use by several threads, as {@link EncodedPacket} is; the array is shared: nobody may write to it.
 */
public final class PacketRun extends AbstractList<EncodedPacket> implements RandomAccess {

    private final List<EncodedPacket> packets;
    private volatile byte @Nullable [] frames;

    public PacketRun(List<EncodedPacket> packets) {
        this.packets = List.copyOf(packets);
    }

    @Override
    public EncodedPacket get(int index) {
        return packets.get(index);
    }

    @Override
    public int size() {
        return packets.size();
    }

    /** Whether these are the very same packets, in the same order. */
    boolean consistsOf(List<EncodedPacket> others) {
        boolean same = others.size() == packets.size();
        for (int i = 0; same && i < packets.size(); i++) {
            same = others.get(i) == packets.get(i);
        }
        return same;
    }

    /** The frames of all packets, in order; see {@link EncodedPacket#webSocketFrame()}. */
    public byte[] webSocketFrames() {
        byte[] made = frames;
        if (made == null) {
            made = inOnePiece(packets);
            frames = made;
        }
        return made;
    }

    /** The frames of packets, in order, in an array of the caller's. */
    public static byte[] inOnePiece(List<EncodedPacket> packets) {
        int length = 0;
        for (EncodedPacket packet : packets) {
            length += packet.webSocketFrame().length;
        }
        byte[] joined = new byte[length];
        int end = 0;
        for (EncodedPacket packet : packets) {
            byte[] frame = packet.webSocketFrame();
            System.arraycopy(frame, 0, joined, end, frame.length);
            end += frame.length;
        }
        return joined;
    }
}
