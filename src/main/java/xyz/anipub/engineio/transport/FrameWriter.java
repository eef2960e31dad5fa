package xyz.anipub.engineio.transport;

import java.util.List;
import xyz.anipub.engineio.packet.EncodedPacket;

/**
 * Writes packets to one WebSocket in the way that suits its container.
 *
 * <p>One batch at a time: {@code write} is called again only after {@link WriteOutcome} has been told. It does not block,
 * and it does not throw.
 */
public interface FrameWriter {

    /** Writes each packet as one message, in order; then tells the outcome, once, on any thread. */
    void write(List<EncodedPacket> batch, WriteOutcome outcome);
}
