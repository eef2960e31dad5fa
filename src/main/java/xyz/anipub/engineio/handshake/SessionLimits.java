package xyz.anipub.engineio.handshake;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.peer.IpAddress;
import xyz.anipub.peer.LogPace;
import xyz.anipub.peer.Shares;
import xyz.anipub.peer.TokenBuckets;

/**
 * Counts the handshakes of each address and the sessions, all and those of each address, and refuses what would be too
 * many or too fast. A refusal costs two look-ups and, once a second, a line in the log. A peer whose address the container does not tell counts among all only.
 *
 * <p>Thread-safe. It remembers as many addresses as have sessions, and {@value #ADDRESSES} that have lately come.
 */
public final class SessionLimits {

    private static final Logger LOG = System.getLogger(SessionLimits.class.getName());
    private static final int ADDRESSES = 10_000;

    private final EngineConfig config;
    private final Semaphore all;
    private final Shares each;
    private final TokenBuckets<String> handshakes;
    private final LogPace pace;

    public SessionLimits(EngineConfig config, LongSupplier nanoTime) {
        this.config = config;
        all = new Semaphore(config.maxSessions());
        each = new Shares(config.maxSessions(), config.addresses().maxSessions());
        handshakes = new TokenBuckets<>(config.addresses().handshakes(), ADDRESSES, nanoTime);
        pace = new LogPace(nanoTime);
    }

    /**
     * Counts a handshake, before anybody is asked about it.
     *
     * @throws HandshakeRejectedException (forbidden) if it comes too soon
     */
    public void arrive(HandshakeRequest request) {
        String address = IpAddress.group(request.remoteAddress());
        if (!address.isEmpty() && handshakes.takeOrWait(address) > 0) {
            throw refusal(request, "too many handshakes from this address");
        }
    }

    /** @throws HandshakeRejectedException (forbidden) if the session may not open; else {@link #leave} has to follow */
    public void enter(HandshakeRequest request) {
        String address = IpAddress.group(request.remoteAddress());
        if (!all.tryAcquire()) {
            throw refusal(request, "too many sessions");
        }
        if (!address.isEmpty() && !each.take(address)) {
            all.release();
            throw refusal(request, "too many sessions from this address");
        }
    }

    /** A session that has entered is gone. */
    public void leave(HandshakeRequest request) {
        String address = IpAddress.group(request.remoteAddress());
        all.release();
        if (!address.isEmpty()) {
            each.giveBack(address);
        }
    }

    private HandshakeRejectedException refusal(HandshakeRequest request, String what) {
        pace.pass()
                .ifPresent(held -> LOG.log(
                        Level.WARNING,
                        "Refused a session to {0}: {1}{2} ({3} more since the last such line)",
                        request.remoteAddress(),
                        what,
                        hint(request),
                        held));
        return new HandshakeRejectedException(HandshakeError.FORBIDDEN, what, what);
    }

    /** Behind a proxy that nobody has named, everybody has the same address. */
    private String hint(HandshakeRequest request) {
        boolean forwarded = request.header("x-forwarded-for").isPresent()
                || request.header("forwarded").isPresent();
        return forwarded && config.addresses().proxies().isEmpty()
                ? ". It says that it forwards requests: if it is your proxy, it has to be named in the settings"
                : "";
    }
}
