package xyz.anipub.peer;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * One {@link TokenBucket} for each of many, such as addresses or users.
 *
 * <p>Whoever has not come for a while has a full bucket again, which says no more than none does, and is forgotten as
 * others come. Whoever has as many names as fit in here cannot be counted anyway: beyond the capacity the one that has not
 * come for the longest time is forgotten, so that the table does not grow and nobody is refused for somebody else.
 *
 * <p>Its monitor guards the table.
 */
public final class TokenBuckets<K> {

    /** More than one, so that the table shrinks while others come. */
    private static final int FORGOTTEN_AT_ONCE = 2;

    private final Rate rate;
    private final int capacity;
    private final LongSupplier nanoTime;
    private final Map<K, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param capacity how many are remembered; some 100 bytes each
     * @param nanoTime a clock like {@link System#nanoTime()}
     */
    public TokenBuckets(Rate rate, int capacity, LongSupplier nanoTime) {
        this.rate = rate;
        this.capacity = capacity;
        this.nanoTime = nanoTime;
    }

    /** 0 if a token of this one was taken; else how many nanoseconds remain until there is one. */
    public synchronized long takeOrWait(K key) {
        return bucket(key).takeOrWait();
    }

    /** Whether this one has a token; takes none. */
    public synchronized boolean has(K key) {
        TokenBucket present = buckets.get(key);
        return present == null || present.has();
    }

    /** Takes tokens of this one, whether they are there or not; at most as many as it can give in a second, burst included. */
    public synchronized void spend(K key, int tokens) {
        bucket(key).spend((int) Math.min(tokens, (long) rate.burst() + rate.perSecond()));
    }

    /** Gives back a token that was taken; whoever has been forgotten has all anyway. */
    public synchronized void giveBack(K key) {
        TokenBucket present = buckets.get(key);
        if (present != null) {
            present.giveBack();
        }
    }

    private TokenBucket bucket(K key) {
        TokenBucket present = buckets.get(key);
        if (present != null) {
            return present;
        }
        forget();
        TokenBucket bucket = new TokenBucket(rate, nanoTime);
        buckets.put(key, bucket);
        return bucket;
    }

    /** How many are remembered. */
    public synchronized int size() {
        return buckets.size();
    }

    private void forget() {
        Iterator<TokenBucket> oldestFirst = buckets.values().iterator();
        for (int i = 0; i < FORGOTTEN_AT_ONCE && oldestFirst.hasNext(); i++) {
            if (oldestFirst.next().isFull() || buckets.size() >= capacity) {
                oldestFirst.remove();
            }
        }
    }
}
