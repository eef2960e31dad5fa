package xyz.anipub.engineio.transport;

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

    /** What became of a batch. */
    interface Outcome {

        /**
         * The container has taken all of it and takes more. It may have sent none of it yet: what the kernel does not take
         * it keeps, on Payara {@link xyz.anipub.engineio.EngineConfig#batchBytes()} and one batch at the most.
         */
        void written();

        /** The connection is broken. */
        void failed(Throwable cause);
    }
}
