package xyz.anipub.engineio.packet;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last batch of several packets: sessions that are written to one after another mostly get the same, and then share its
 * {@linkplain PacketRun#webSocketFrames frames}. Keeps one batch, for one thread at a time.
 */
public final class LastRun implements UnaryOperator<List<EncodedPacket>> {

    private @Nullable PacketRun last;

    /** The same packets, shared with the last batch if that had exactly these. */
    @Override
    public List<EncodedPacket> apply(List<EncodedPacket> batch) {
        if (batch.size() == 1 || batch instanceof PacketRun) {
            return batch;
        }
        PacketRun run = last;
        if (run == null || !run.consistsOf(batch)) {
            run = new PacketRun(batch);
            last = run;
        }
        return run;
    }
}
