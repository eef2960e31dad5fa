package xyz.anipub.engineio.transport;

import java.nio.ByteBuffer;
import java.util.List;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.PacketRun;

/** The frames of packets, each made once for all that it goes to. */
public final class Frames {

    private Frames() {}

    /** Those of a batch, in order. Of a single packet or a run they are shared: nobody may write to them. */
    public static ByteBuffer inOnePiece(List<EncodedPacket> batch) {
        if (batch.size() == 1) {
            return ByteBuffer.wrap(batch.get(0).webSocketFrame());
        }
        return ByteBuffer.wrap(batch instanceof PacketRun run ? run.webSocketFrames() : PacketRun.inOnePiece(batch));
    }
}
