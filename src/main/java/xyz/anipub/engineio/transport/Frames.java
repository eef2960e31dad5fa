package xyz.anipub.engineio.transport;

import java.nio.ByteBuffer;
import java.util.List;
import xyz.anipub.engineio.packet.EncodedPacket;

/** The frames of packets, each made once for all that it goes to. */
final class Frames {

    private Frames() {}

    /** Those of a batch, in order. Of a single packet it is the shared frame itself: nobody may write to it. */
    static ByteBuffer inOnePiece(List<EncodedPacket> batch) {
        if (batch.size() == 1) {
            return ByteBuffer.wrap(batch.get(0).webSocketFrame());
        }
        int length = 0;
        for (EncodedPacket packet : batch) {
            length += packet.webSocketFrame().length;
        }
        ByteBuffer frames = ByteBuffer.allocate(length);
        for (EncodedPacket packet : batch) {
            frames.put(packet.webSocketFrame());
        }
        return frames.flip();
    }
}
