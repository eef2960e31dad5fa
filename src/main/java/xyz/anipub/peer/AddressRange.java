package xyz.anipub.peer;

/**
 * A CIDR range, or a single address: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, {@code 10.0.0.1}. Libraries
 * that read these bring some hundred classes along; the JDK has none.
 *
 * @param first any address of the range; what comes after its prefix does not count
 * @param prefix bits that all have in common
 */
record AddressRange(IpAddress first, int prefix) {

    AddressRange {
        if (prefix < 0 || prefix > first.bits()) {
            throw new IllegalArgumentException("A prefix of " + prefix + " bits, in " + first);
        }
    }

    /** @throws IllegalArgumentException if it is neither */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        IpAddress first = IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("Not an address or a range of them: " + text));
        if (slash < 0) {
            return new AddressRange(first, first.bits());
        }
        if (!text.substring(slash + 1).matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("Not a range of addresses: " + text);
        }
        return new AddressRange(first, Integer.parseInt(text.substring(slash + 1)));
    }

    boolean contains(IpAddress address) {
        return first.sharesPrefix(address, prefix);
    }
}
