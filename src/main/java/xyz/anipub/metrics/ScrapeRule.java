package xyz.anipub.metrics;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import xyz.anipub.peer.AddressRanges;

/**
 * Who may read the metrics: who connects from an address that is named, without anybody in between. A request that somebody has
 * forwarded is refused whoever forwarded it, so that a proxy on the same host opens them to nobody.
 */
public final class ScrapeRule {

    private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1");

    /** What proxies write; one of them suffices. */
    private static final List<String> FORWARDING =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private final AddressRanges allowed;

    private ScrapeRule(AddressRanges allowed) {
        this.allowed = allowed;
    }

    /**
     * @param ranges {@code anipub.metrics.allow}: addresses and CIDR ranges; if there are none, those of this machine
     * @throws IllegalArgumentException if one is neither
     */
    public static ScrapeRule of(Collection<String> ranges) {
        try {
            return new ScrapeRule(AddressRanges.of(ranges.isEmpty() ? LOOPBACK : ranges));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Setting anipub.metrics.allow: " + e.getMessage(), e);
        }
    }

    /**
     * @param peer the address at the other end of the connection
     * @param hasHeader whether the request has a header of this name
     */
    boolean admits(String peer, Predicate<String> hasHeader) {
        return FORWARDING.stream().noneMatch(hasHeader) && allowed.contains(peer);
    }
}
