package xyz.anipub.peer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An IP address. An IPv4 address that is mapped to IPv6 is the IPv4 address; what is no literal asks no name server. */
public final class IpAddress {

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    /** Only tells it from a name: the JDK reads it, and asks nobody where there is a colon. */
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    private static final Pattern ZONE = Pattern.compile("%[0-9A-Za-z._~-]+$");
    private static final Pattern V4_AND_PORT = Pattern.compile("([0-9.]+):[0-9]{1,5}");
    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\[\\]]*)\\](?::[0-9]{1,5})?");
    private static final int LONGEST = 64;
    private static final int GROUP_BYTES = 8;

    private final InetAddress address;
    private final byte[] bytes;

    private IpAddress(InetAddress address) {
        this.address = address;
        this.bytes = address.getAddress();
    }

    /** Reads a literal, as containers tell it; an IPv6 zone ({@code %eth0}) is dropped. Empty if it is none. */
    public static Optional<IpAddress> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String literal = ZONE.matcher(text).replaceFirst("");
        boolean isV6 = V6.matcher(literal).matches();
        if (!isV6 && (!V4.matcher(literal).matches() || literal.length() != text.length())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IpAddress(InetAddress.getByName(literal)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads what proxies write: {@code 192.0.2.1}, {@code 192.0.2.1:80}, {@code 2001:db8::1}, {@code [2001:db8::1]},
     * {@code [2001:db8::1]:80}. Empty for anything else, such as {@code unknown} and {@code _hidden}.
     */
    static Optional<IpAddress> parseNode(String text) {
        Matcher withPort = V4_AND_PORT.matcher(text);
        if (withPort.matches()) {
            return parse(withPort.group(1));
        }
        Matcher inBrackets = BRACKETS.matcher(text);
        if (inBrackets.matches()) {
            return Optional.of(inBrackets.group(1))
                    .filter(inside -> inside.contains(":"))
                    .flatMap(IpAddress::parse);
        }
        return parse(text);
    }

    /**
     * By what somebody at this address is counted: an IPv4 address by itself; of an IPv6 address the first 64 bits, since
     * every customer has at least all the others.
     *
     * @param address as text; what is no address stands for itself
     */
    public static String group(String address) {
        // Without a colon it is of IPv4 or none: that costs each connection nothing.
        return address.indexOf(':') < 0
                ? address
                : parse(address).map(IpAddress::group).orElse(address);
    }

    /**
     * Roughly where an address is, for people: the first 24 bits of an IPv4 address, the first 48 of an IPv6 one, with their number
     * behind a slash; empty for what is no address.
     */
    public static String network(String address) {
        return parse(address).map(IpAddress::network).orElse("");
    }

    private String network() {
        int kept = bytes.length == 4 ? 3 : 6;
        return ofBytes(Arrays.copyOf(Arrays.copyOf(bytes, kept), bytes.length)) + "/" + kept * Byte.SIZE;
    }

    private static String ofBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    /** The address as text, of IPv6 in eight groups. */
    public String text() {
        return address.getHostAddress();
    }

    /** How many bits an address of this kind has. */
    int bits() {
        return bytes.length * Byte.SIZE;
    }

    /** Whether the first {@code length} bits are equal; never for an IPv4 and an IPv6 address. */
    boolean sharesPrefix(IpAddress other, int length) {
        if (bytes.length != other.bytes.length) {
            return false;
        }
        int whole = length / Byte.SIZE;
        int rest = length % Byte.SIZE;
        return Arrays.equals(bytes, 0, whole, other.bytes, 0, whole)
                && (rest == 0 || (bytes[whole] ^ other.bytes[whole]) >>> (Byte.SIZE - rest) << Byte.SIZE - rest == 0);
    }

    private String group() {
        if (bytes.length == 4) {
            return text();
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(bytes, GROUP_BYTES), bytes.length);
        return ofBytes(network) + "/64";
    }

    @Override
    public String toString() {
        return text();
    }
}
