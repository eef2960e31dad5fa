package xyz.anipub.picture;

import java.time.Duration;

/**
 * What a picture may cost.
 *
 * @param maxBytes {@code anipub.image.bytes-max}: the largest file, in bytes. Default 2 MiB
 * @param maxSide {@code anipub.image.side-max}: the greatest width and height, in pixels. Default 4,096
 * @param concurrency {@code anipub.image.concurrency}: how many are drawn at a time; one takes up to six bytes a pixel of
 *     the greatest, 100 MB. Default 2
 * @param patience {@code anipub.image.wait}: how long others wait for their turn. Default 5 s
 */
public record PictureRules(int maxBytes, int maxSide, int concurrency, Duration patience) {

    /** No file has more. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    /** A side of JPEG has 16 bits, one of WebP 14. */
    private static final int LONGEST_SIDE = 16_383;

    public PictureRules {
        if (maxBytes < 1 || maxBytes > MOST_BYTES || maxSide < 1 || maxSide > LONGEST_SIDE) {
            throw new IllegalArgumentException("anipub.image.bytes-max must be from 1 to " + MOST_BYTES
                    + ", and side-max to " + LONGEST_SIDE + ": " + maxBytes + ", " + maxSide);
        }
        if (concurrency < 1 || patience.isNegative()) {
            throw new IllegalArgumentException("anipub.image.concurrency must be at least 1, and wait not negative: "
                    + concurrency + ", " + patience);
        }
    }

    /** The defaults. */
    public static PictureRules standard() {
        return new PictureRules(2 * 1024 * 1024, 4096, 2, Duration.ofSeconds(5));
    }
}
