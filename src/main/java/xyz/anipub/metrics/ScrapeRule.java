package xyz.anipub.metrics;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xyz.anipub.peer.AddressRanges;

/**
 * Who may read the metrics: who connects from an address that is named, without anybody in between. A request that somebody has
 * forwarded is refused whoever forwarded it, so that a proxy on the same host opens them to nobody.
 *
 * <p>Where nobody is named, whoever is on this machine may, and that may be a proxy that adds nothing. So what comes from there has to
 * ask for this machine itself, not for the name of a site, nor as old as nginx asks unless it is told otherwise.
 */
public final class ScrapeRule {

    private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1");

    /** What proxies write; one of them suffices. */
    private static final List<String> FORWARDING = List.of(
            "Forwarded",
            "X-Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Proto",
            "X-Forwarded-Server",
            "X-Real-IP",
            "X-Client-IP",
            "True-Client-IP",
            "CF-Connecting-IP",
            "X-Envoy-External-Address",
            "Proxy-ip",
            "Via");

    private static final String OLD = "HTTP/1.0";

    /** The value of Host in which no site has a name. */
    private static final Pattern THIS_MACHINE =
            Pattern.compile("(?i)(localhost|\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+])(:\\d+)?");

    private final AddressRanges allowed;
    private final boolean isNamed;

    private ScrapeRule(AddressRanges allowed, boolean isNamed) {
        this.allowed = allowed;
        this.isNamed = isNamed;
    }

    /**
     * @param ranges {@code anipub.metrics.allow}: addresses and CIDR ranges; if there are none, those of this machine
     * @throws IllegalArgumentException if one is neither
     */
    public static ScrapeRule of(Collection<String> ranges) {
        try {
            boolean isNamed = !ranges.isEmpty();
            return new ScrapeRule(AddressRanges.of(isNamed ? ranges : LOOPBACK), isNamed);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Setting anipub.metrics.allow: " + e.getMessage(), e);
        }
    }

    /**
     * @param peer the address at the other end of the connection; null if the container does not know it
     * @param protocol with the version, as {@code HTTP/1.1}
     * @param header the value of a header of the request; null if it has none of this name
     */
    boolean admits(@Nullable String peer, String protocol, Function<String, @Nullable String> header) {
        return peer != null
                && FORWARDING.stream().allMatch(name -> header.apply(name) == null)
                && allowed.contains(peer)
                && (isNamed || !protocol.equals(OLD) && isThisMachine(header.apply("Host")));
    }

    private static boolean isThisMachine(@Nullable String host) {
        return host != null && THIS_MACHINE.matcher(host).matches();
    }
}
