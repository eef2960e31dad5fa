package xyz.anipub.peer;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds out who a request comes from, if it came through proxies. Only those that are named here are believed, and of what
 * they tell only what they saw themselves: each adds at the end where the request came to it from, so the client is the last
 * one in the list that is no proxy of ours. What stands before that, the client may have written itself.
 *
 * <p>Only one header is read: a proxy that writes one passes on what clients write into the other. A header that is missing,
 * or of which the part that counts cannot be read ({@code unknown}, {@code _hidden}), leaves the proxy as the client.
 */
public final class Proxies {

    /** Which header the proxies write. */
    public enum Header {
        /** {@code X-Forwarded-For: client, proxy}, and {@code X-Forwarded-Proto} for the scheme. */
        X_FORWARDED_FOR,
        /** {@code Forwarded: for=client;proto=https, for=proxy} (RFC 7239). */
        FORWARDED
    }

    /**
     * Who sent a request.
     *
     * @param address as text; as the container told it if no proxy told better
     * @param secure whether it was sent over TLS
     */
    public record Client(String address, boolean secure) {}

    private final List<AddressRange> trusted;
    private final Header header;

    private Proxies(List<AddressRange> trusted, Header header) {
        this.trusted = trusted;
        this.header = header;
    }

    /** Nobody is believed. */
    public static Proxies none() {
        return new Proxies(List.of(), Header.X_FORWARDED_FOR);
    }

    /**
     * @param ranges addresses and CIDR ranges
     * @throws IllegalArgumentException if one is neither
     */
    public static Proxies of(Collection<String> ranges, Header header) {
        return new Proxies(ranges.stream().map(AddressRange::parse).toList(), header);
    }

    public boolean isEmpty() {
        return trusted.isEmpty();
    }

    /**
     * Who sent a request.
     *
     * @param peer the address at the other end of the connection
     * @param secure whether the connection is over TLS
     * @param headers the values of a header by its name in lower case, in the order of their lines; empty if there is none
     */
    public Client client(String peer, boolean secure, Function<String, List<String>> headers) {
        if (trusted.isEmpty() || IpAddress.parse(peer).filter(this::isTrusted).isEmpty()) {
            return new Client(peer, secure);
        }
        return header == Header.FORWARDED ? forwarded(peer, secure, headers) : xForwarded(peer, secure, headers);
    }

    private Client xForwarded(String peer, boolean secure, Function<String, List<String>> headers) {
        return client(
                Forwarded.split(headers.apply("x-forwarded-for"), ','),
                Forwarded.split(headers.apply("x-forwarded-proto"), ','),
                peer,
                secure);
    }

    private Client forwarded(String peer, boolean secure, Function<String, List<String>> headers) {
        List<Forwarded> hops = Forwarded.parse(headers.apply("forwarded"));
        return client(
                hops.stream().map(Forwarded::node).toList(),
                hops.stream().map(Forwarded::proto).toList(),
                peer,
                secure);
    }

    private Client client(List<String> nodes, List<String> schemes, String peer, boolean secure) {
        int hop = senderHop(nodes);
        Optional<IpAddress> sender = nodes.isEmpty() ? Optional.empty() : IpAddress.parseNode(nodes.get(hop));
        // Most proxies overwrite the scheme, so that there is one; others add theirs at the end, as with the addresses.
        int fromEnd = Math.max(0, nodes.size() - 1 - hop);
        Optional<String> scheme = schemes.isEmpty()
                ? Optional.empty()
                : Optional.of(schemes.get(Math.max(0, schemes.size() - 1 - fromEnd)));
        return new Client(sender.map(IpAddress::text).orElse(peer), isSecure(scheme, secure));
    }

    /** The last that is not trusted, or cannot be read; the first if all are trusted. */
    private int senderHop(List<String> nodes) {
        int hop = nodes.size() - 1;
        while (hop > 0
                && IpAddress.parseNode(nodes.get(hop)).filter(this::isTrusted).isPresent()) {
            hop--;
        }
        return hop;
    }

    private static boolean isSecure(Optional<String> scheme, boolean connection) {
        return scheme.map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> text.equals("http") || text.equals("https"))
                .map(text -> text.equals("https"))
                .orElse(connection);
    }

    private boolean isTrusted(IpAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }
}
