package xyz.anipub.peer;

import java.util.HashMap;
import java.util.Map;

/**
 * A bounded number of permits, of which one address may hold a smaller number, so that no client takes them all. What
 * is one address says {@link IpAddress#group}. Its monitor guards the counts; there is a count only for an address that
 * holds a place.
 */
public final class Shares {

    private final int total;
    private final int perAddress;
    private final Map<String, Integer> held = new HashMap<>();
    private int taken;

    /**
     * @param total all places
     * @param perAddress those one address may hold; more than all are all
     */
    public Shares(int total, int perAddress) {
        if (total < 1 || perAddress < 1) {
            throw new IllegalArgumentException("total and perAddress must be positive: " + total + ", " + perAddress);
        }
        this.total = total;
        this.perAddress = perAddress;
    }

    /** Takes a place, to be given back by {@link #giveBack}; false if there is none for this address. */
    public boolean take(String address) {
        return takeFor(IpAddress.group(address));
    }

    /** Gives back one place that was taken; once for each. */
    public void giveBack(String address) {
        giveBackOf(IpAddress.group(address));
    }

    private synchronized boolean takeFor(String address) {
        if (taken >= total || held.getOrDefault(address, 0) >= perAddress) {
            return false;
        }
        taken++;
        held.merge(address, 1, Integer::sum);
        return true;
    }

    private synchronized void giveBackOf(String address) {
        if (!held.containsKey(address)) {
            throw new IllegalStateException("Nothing was taken by " + address);
        }
        held.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        taken--;
    }
}
