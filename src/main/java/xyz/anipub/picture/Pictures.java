package xyz.anipub.picture;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import xyz.anipub.picture.RefusedPictureException.Reason;

/**
 * Draws uploaded pictures anew: turned as their EXIF says, cut to the square in their middle, in the sides that are wanted, as JPEG,
 * or as PNG if anything shows through. Pictures that move are refused.
 *
 * <p>Size, format and number of frames are read from the file before any memory is spent on it. Any thread may call, but none that
 * must not wait: few are drawn at a time.
 */
public final class Pictures {

    private final PictureRules rules;
    private final Semaphore turns;

    public Pictures(PictureRules rules) {
        this.rules = rules;
        this.turns = new Semaphore(rules.concurrency(), true);
    }

    public PictureRules rules() {
        return rules;
    }

    /**
     * Draws a file in each of the sides.
     *
     * @throws RefusedPictureException if it is not taken, or it is not its turn in time
     */
    public List<Drawn> draw(byte[] file, int... sides) {
        if (file.length > rules.maxBytes()) {
            throw new RefusedPictureException(
                    Reason.BYTES, "The picture is larger than %,d bytes.".formatted(rules.maxBytes()));
        }
        Outline outline = Outline.of(file);
        if (Math.max(outline.width(), outline.height()) > rules.maxSide()) {
            throw new RefusedPictureException(
                    Reason.CONTENT, "The picture has more than %,d pixels on a side.".formatted(rules.maxSide()));
        }
        if (!isMyTurn()) {
            throw new RefusedPictureException(Reason.BUSY, "Too many pictures are being changed. Try again shortly.");
        }
        try {
            return Codecs.apart(() -> draw(outline, sides));
        } finally {
            turns.release();
        }
    }

    private static List<Drawn> draw(Outline outline, int... sides) {
        Pixels square;
        try {
            square = Pixels.of(Codecs.square(outline)).turned(outline.turn());
        } catch (RefusedPictureException refused) {
            throw refused;
        } catch (IOException | RuntimeException unreadable) {
            // Readers throw whatever they stumble over.
            throw RefusedPictureException.broken();
        }
        return Arrays.stream(sides)
                .mapToObj(side -> written(square.scaled(side)))
                .toList();
    }

    private static Drawn written(Pixels pixels) {
        try {
            return Codecs.written(pixels);
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
    }

    private boolean isMyTurn() {
        try {
            return turns.tryAcquire(rules.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
