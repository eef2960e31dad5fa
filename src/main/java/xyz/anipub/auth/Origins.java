package xyz.anipub.auth;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Compares the {@code Origin} a browser sends with where the request went. */
public final class Origins {

    private Origins() {}

    /** Lower case, without a closing slash or the scheme's own port. */
    public static String canonical(String origin) {
        String lower = origin.strip().toLowerCase(Locale.ROOT);
        String bare = lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
        if (bare.startsWith("http://") && bare.endsWith(":80")) {
            return bare.substring(0, bare.length() - 3);
        }
        return bare.startsWith("https://") && bare.endsWith(":443") ? bare.substring(0, bare.length() - 4) : bare;
    }

    /**
     * Whether the origin is the server's own: its host and port are those of the {@code Host} header. A request that came
     * over TLS needs an https origin; one that did not may have either, since a proxy may have ended the TLS. Headers that
     * tell what a proxy saw are not asked: a proxy that changes Host must be named among the origins.
     */
    public static boolean isOwn(String origin, Optional<String> host, boolean secure) {
        String canonical = canonical(origin);
        String scheme = canonical.startsWith("https://") ? "https://" : "http://";
        if (host.isEmpty() || !canonical.startsWith(scheme) || secure && scheme.equals("http://")) {
            return false;
        }
        return isAuthority(host.get()) && canonical.equals(canonical(scheme + host.get()));
    }

    private static boolean isAuthority(String host) {
        try {
            URI uri = URI.create("http://" + host.strip());
            return uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getRawPath().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
