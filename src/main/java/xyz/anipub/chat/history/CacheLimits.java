package xyz.anipub.chat.history;

/**
 * How much of the rooms' newest pages a node keeps in memory.
 *
 * @param rooms at most; 0 keeps none
 * @param bytes of all of them together, at most, as estimated
 */
public record CacheLimits(int rooms, long bytes) {

    public CacheLimits {
        if (rooms < 0 || bytes < 0) {
            throw new IllegalArgumentException("anipub.message.cache-rooms and cache-bytes must not be negative.");
        }
    }

    /** 1,000 rooms, 16 million bytes. */
    public static CacheLimits standard() {
        return new CacheLimits(1_000, 16_000_000);
    }
}
