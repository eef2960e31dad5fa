package xyz.anipub.auth.session;

import org.jspecify.annotations.Nullable;
import xyz.anipub.peer.IpAddress;

/**
 * From where somebody is logged in, as people may see it of their own sessions.
 *
 * @param agent what the browser calls itself, one line of at most {@value #MAX_AGENT} characters; empty if it says nothing
 * @param network the first 24 bits of an IPv4 address or 48 of an IPv6 one, as {@code 192.0.2.0/24}; empty if it is unknown
 */
public record Visitor(String agent, String network) {

    static final int MAX_AGENT = 200;

    /**
     * From what a request says.
     *
     * @param agent its header, null if there is none
     * @param address of the client
     */
    public static Visitor of(@Nullable String agent, String address) {
        return new Visitor(agent == null ? "" : clean(agent), IpAddress.network(address));
    }

    private static String clean(String agent) {
        StringBuilder clean = new StringBuilder();
        agent.strip()
                .codePoints()
                .filter(character -> character >= ' ' && character < 0x7f)
                .limit(MAX_AGENT)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
