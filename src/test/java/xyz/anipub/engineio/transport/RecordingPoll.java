package xyz.anipub.engineio.transport;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import xyz.anipub.engineio.packet.PayloadBody;

/** Keeps what a poll was answered. */
final class RecordingPoll implements Poll {

    private volatile String outcome = "pending";

    /** {@code pending}, {@code refused}, or the payload; a binary one as {@code <hex>}. */
    String outcome() {
        return outcome;
    }

    @Override
    public void answer(PayloadBody payload) {
        outcome = payload.isBinary()
                ? "<" + HexFormat.of().formatHex(payload.content()) + ">"
                : new String(payload.content(), StandardCharsets.UTF_8);
    }

    @Override
    public void refuse() {
        outcome = "refused";
    }
}
