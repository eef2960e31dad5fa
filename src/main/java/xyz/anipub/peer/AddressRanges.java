package xyz.anipub.peer;

import java.util.Collection;
import java.util.List;

/** A configured list of address ranges. Immutable. */
public final class AddressRanges {

    private final List<AddressRange> ranges;

    private AddressRanges(List<AddressRange> ranges) {
        this.ranges = ranges;
    }

    /**
     * @param ranges addresses and CIDR ranges
     * @throws IllegalArgumentException if one is neither
     */
    public static AddressRanges of(Collection<String> ranges) {
        return new AddressRanges(ranges.stream().map(AddressRange::parse).toList());
    }

    /** Whether this is one of them; what is no address is none. An IPv4 address that is mapped to IPv6 is the IPv4 address. */
    public boolean contains(String address) {
        return IpAddress.parse(address)
                .filter(parsed -> ranges.stream().anyMatch(range -> range.contains(parsed)))
                .isPresent();
    }
}
