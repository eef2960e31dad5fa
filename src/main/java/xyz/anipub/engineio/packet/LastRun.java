package xyz.anipub.engineio.packet;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last batch of several packets: sessions that are written to one after another mostly get the same, and then share its
 * {@linkplain PacketRun#webSocketFrames frames}. Keeps one batch, for one thread at a time.
 */
public final class LastRun implements UnaryOperator<List<EncodedPacket>> {

    private final int maxBytes;
    private @Nullable PacketRun last;
    private int shared;

    /** @param maxBytes of a larger batch it remembers nothing; see {@code EngineConfig.batchBytes()} */
    public LastRun(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The same packets, shared with the last batch if that had exactly these. */
    @Override
    public List<EncodedPacket> apply(List<EncodedPacket> batch) {
        if (batch instanceof PacketRun) {
            shared++;
            return batch;
        }
        if (batch.size() == 1) {
            return batch;
        }
        PacketRun run = last;
        if (run != null && run.consistsOf(batch)) {
            shared++;
            return run;
        }
        if (batch.stream().mapToLong(EncodedPacket::size).sum() > maxBytes) {
            return batch;
        }
        run = new PacketRun(batch);
        last = run;
        return run;
    }

    /** How many batches of several packets were shared since it was asked last. */
    public int takeShared() {
        int taken = shared;
        shared = 0;
        return taken;
    }
}
