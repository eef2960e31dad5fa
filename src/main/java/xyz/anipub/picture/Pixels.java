package xyz.anipub.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * A square of pixels.
 *
 * @param argb alpha, red, green and blue, eight bits each, row by row
 */
record Pixels(int side, int[] argb) {

    private static final int OPAQUE = 0xFF000000;

    /** @param image a square */
    static Pixels of(BufferedImage image) {
        int side = image.getWidth();
        boolean isGray = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && !(image.getColorModel() instanceof IndexColorModel);
        return new Pixels(side, isGray ? grays(image) : image.getRGB(0, 0, side, side, null, 0, side));
    }

    /** As they are in the file: Java takes greys for brighter than everybody else does. */
    private static int[] grays(BufferedImage image) {
        Raster raster = image.getRaster();
        int side = image.getWidth();
        int surplus = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
        boolean hasAlpha = raster.getNumBands() > 1;
        int[] argb = new int[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int gray = raster.getSample(x, y, 0) >> surplus & 0xFF;
                int alpha = hasAlpha ? raster.getSample(x, y, 1) >> surplus & 0xFF : 0xFF;
                argb[y * side + x] = alpha << 24 | gray << 16 | gray << 8 | gray;
            }
        }
        return argb;
    }

    boolean isOpaque() {
        for (int pixel : argb) {
            if ((pixel & OPAQUE) != OPAQUE) {
                return false;
            }
        }
        return true;
    }

    /** @param turn as EXIF numbers it: what is to be done with the picture as it is kept, to see it upright */
    Pixels turned(int turn) {
        if (turn == Exif.UPRIGHT) {
            return this;
        }
        int[] turned = new int[argb.length];
        int last = side - 1;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int from =
                        switch (turn) {
                            case 2 -> y * side + last - x;
                            case 3 -> (last - y) * side + last - x;
                            case 4 -> (last - y) * side + x;
                            case 5 -> x * side + y;
                            case 6 -> (last - x) * side + y;
                            case 7 -> (last - x) * side + last - y;
                            default -> x * side + last - y;
                        };
                turned[y * side + x] = argb[from];
            }
        }
        return new Pixels(side, turned);
    }

    /** Each pixel is the mean of those that it covers, the more transparent the less they count. */
    Pixels scaled(int target) {
        if (target == side) {
            return this;
        }
        int[] scaled = new int[target * target];
        for (int y = 0; y < target; y++) {
            for (int x = 0; x < target; x++) {
                scaled[y * target + x] = mean(start(x, target), end(x, target), start(y, target), end(y, target));
            }
        }
        return new Pixels(target, scaled);
    }

    private int start(int index, int target) {
        return index * side / target;
    }

    private int end(int index, int target) {
        return Math.max(start(index, target) + 1, (index + 1) * side / target);
    }

    private int mean(int left, int right, int top, int bottom) {
        long alphas = 0;
        long reds = 0;
        long greens = 0;
        long blues = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int pixel = argb[y * side + x];
                int alpha = pixel >>> 24;
                alphas += alpha;
                reds += alpha * (pixel >> 16 & 0xFF);
                greens += alpha * (pixel >> 8 & 0xFF);
                blues += alpha * (pixel & 0xFF);
            }
        }
        if (alphas == 0) {
            return 0;
        }
        int count = (right - left) * (bottom - top);
        return rounded(alphas, count) << 24
                | rounded(reds, alphas) << 16
                | rounded(greens, alphas) << 8
                | rounded(blues, alphas);
    }

    private static int rounded(long sum, long count) {
        return (int) ((sum + count / 2) / count);
    }

    BufferedImage image(boolean isOpaque) {
        BufferedImage image =
                new BufferedImage(side, side, isOpaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, side, side, argb, 0, side);
        return image;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
