package xyz.anipub.engineio.packet;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Remembers the last batch of several packets: sessions that are written to one after another mostly get the same, and then share its
 * {@linkplain PacketRun#webSocketFrames frames}. For one thread at a time. The batch is not kept from being collected: once nobody is
 * written to any more, its messages are of no use.
 */
public final class LastRun implements UnaryOperator<List<EncodedPacket>> {

    private final int maxBytes;
    private WeakReference<PacketRun> last = new WeakReference<>(null);

    /** @param maxBytes of a larger batch it remembers nothing; see {@code EngineConfig.batchBytes()} */
    public LastRun(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The same packets, shared with the last batch if that had exactly these. */
    @Override
    public List<EncodedPacket> apply(List<EncodedPacket> batch) {
        if (batch instanceof PacketRun || batch.size() == 1) {
            return batch;
        }
        PacketRun run = last.get();
        if (run != null && run.consistsOf(batch)) {
            return run;
        }
        if (batch.stream().mapToLong(EncodedPacket::size).sum() > maxBytes) {
            return batch;
        }
        run = new PacketRun(batch);
        last = new WeakReference<>(run);
        return run;
    }
}
