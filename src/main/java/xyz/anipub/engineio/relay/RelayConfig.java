package xyz.anipub.engineio.relay;

import java.time.Duration;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.peer.Rate;

/**
 * What a node carries for others.
 *
 * @param maxOpen how many requests and WebSockets of its clients it may have carried to other nodes at the same time
 * @param maxOpenPerAddress how many of them may come from one address
 * @param maxBytes how much of what goes to other nodes may not have left yet, how much of what has come from them may wait, and
 *     how much of bodies for them may have come that are not whole
 * @param maxMessage the longest message in bytes, for both directions
 * @param patience how long another node may be silent; then it is taken for dead
 * @param unknown how often an address may name sessions that other nodes turn out not to have
 */
public record RelayConfig(
        int maxOpen, int maxOpenPerAddress, long maxBytes, int maxMessage, Duration patience, Rate unknown) {

    /** A session that polls has a GET and a POST, and may probe a WebSocket. */
    private static final int PER_SESSION = 3;

    /** Besides the content of the longest message, which may be base64. */
    private static final int FRAMING = 65_536;

    private static final long MAX_MESSAGE = 256_000_000;

    public RelayConfig {
        if (maxOpen < 1 || maxOpenPerAddress < 1 || maxBytes < 1 || maxMessage < 1) {
            throw new IllegalArgumentException("maxOpen, maxOpenPerAddress, maxBytes and maxMessage need at least 1");
        }
        if (patience.toMillis() < Peer.PATIENCE) {
            throw new IllegalArgumentException("patience needs at least " + Peer.PATIENCE + " ms");
        }
    }

    /** 10,000 requests and WebSockets, 64 MB, 5 s; the rest as the engine has it. */
    public static RelayConfig of(EngineConfig engine) {
        return new RelayConfig(
                10_000,
                (int) Math.min(
                        Integer.MAX_VALUE,
                        (long) PER_SESSION * engine.addresses().maxSessions()),
                64_000_000,
                (int) Math.min(
                        MAX_MESSAGE,
                        2
                                        * Math.max(
                                                engine.maxHttpBufferSize(),
                                                engine.outbound().bytes())
                                + FRAMING),
                Duration.ofSeconds(5),
                engine.addresses().handshakes());
    }

    public RelayConfig with(int open, long bytes, Duration silence) {
        return new RelayConfig(open, maxOpenPerAddress, bytes, maxMessage, silence, unknown);
    }
}
