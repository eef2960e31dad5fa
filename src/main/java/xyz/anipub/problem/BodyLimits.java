package xyz.anipub.problem;

/**
 * How much of a request body is read.
 *
 * @param bytes the largest body, in bytes; a larger one is answered 413
 * @param depth the deepest nesting of objects and arrays; a deeper one is answered 400
 */
public record BodyLimits(int bytes, int depth) {

    /** 64 kB, 16 levels. */
    public static final BodyLimits USUAL = new BodyLimits(64 * 1024, 16);

    public BodyLimits {
        if (bytes < 2 || bytes == Integer.MAX_VALUE || depth < 1) {
            throw new IllegalArgumentException("A body needs at least 2 bytes and one level: " + bytes + ", " + depth);
        }
    }
}
