package xyz.anipub.engineio.transport.polling;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import xyz.anipub.engineio.packet.PayloadBody;

/** Keeps what a poll was answered. */
public final class RecordingPoll implements Poll {

    private volatile String outcome = "pending";
    private volatile boolean worthCompressing;

    /** {@code pending}, {@code refused}, or the payload; a binary one as {@code <hex>}. */
    public String outcome() {
        return outcome;
    }

    boolean isWorthCompressing() {
        return worthCompressing;
    }

    @Override
    public void answer(PayloadBody payload, boolean compressible) {
        worthCompressing = compressible;
        outcome = payload.isBinary()
                ? "<" + HexFormat.of().formatHex(payload.content()) + ">"
                : new String(payload.content(), StandardCharsets.UTF_8);
    }

    @Override
    public void refuse() {
        outcome = "refused";
    }
}
