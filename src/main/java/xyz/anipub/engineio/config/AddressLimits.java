package xyz.anipub.engineio.config;

import xyz.anipub.peer.Proxies;
import xyz.anipub.peer.Rate;

/**
 * How much of the engine one address may take. A whole school may stand behind one, so this is far more than any of them
 * needs, and far less than all there is. Of IPv6 the first 64 bits count. The loopback address is none of its own: a proxy
 * on the same host that is not named would be everybody.
 *
 * @param handshakes how often a session may be opened; a handshake beyond it is refused
 * @param maxSessions how many sessions may be open at the same time; a handshake beyond it is refused
 * @param proxies whose word counts on where a request came from
 */
public record AddressLimits(Rate handshakes, int maxSessions, Proxies proxies) {

    public AddressLimits {
        if (maxSessions < 1) {
            throw new IllegalArgumentException("an address needs at least one session");
        }
    }

    /** 1,000 handshakes at once and 50 a second in the long run, 2,000 sessions, no proxy. */
    public static AddressLimits standard() {
        return new AddressLimits(new Rate(1_000, 50), 2_000, Proxies.none());
    }
}
