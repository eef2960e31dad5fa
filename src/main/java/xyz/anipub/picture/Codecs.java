package xyz.anipub.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Supplier;
import javax.imageio.IIOImage;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The readers and writers: Java's own, and that of WebP, which is made here and registered nowhere. Java's image classes remember
 * the class loader of the thread that uses them first, and look for plug-ins in it: while they work it is the system's, so that
 * this application can be taken from a server that goes on.
 */
final class Codecs {

    /** Decoded with about so many pixels a side, as far as the format lets others be left out. */
    private static final int ENOUGH = 1024;

    private static final float QUALITY = 0.9f;

    private Codecs() {}

    /** Runs something that uses Java's image classes. */
    static <T> T apart(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader mine = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(mine);
        }
    }

    /** The square in the middle. To be called {@link #apart}. */
    static BufferedImage square(Outline outline) throws IOException {
        int side = Math.min(outline.width(), outline.height());
        int step = Math.max(1, side / ENOUGH);
        ImageReader reader = reader(outline.format());
        try (MemoryCacheImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(outline.pixels()))) {
            reader.setInput(in, true, true);
            if (reader.getWidth(0) != outline.width() || reader.getHeight(0) != outline.height()) {
                throw RefusedPictureException.broken();
            }
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceRegion(
                    new Rectangle((outline.width() - side) / 2, (outline.height() - side) / 2, side, side));
            param.setSourceSubsampling(step, step, 0, 0);
            BufferedImage image = reader.read(0, param);
            if (image.getWidth() != image.getHeight()) {
                throw RefusedPictureException.broken();
            }
            return image;
        } finally {
            reader.dispose();
        }
    }

    /** To be called {@link #apart}. */
    static Drawn written(Pixels pixels) throws IOException {
        boolean isOpaque = pixels.isOpaque();
        ImageWriter writer =
                javas(ImageWriterSpi.class, isOpaque ? "jpeg" : "png").createWriterInstance();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (isOpaque) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(pixels.image(isOpaque), null, null), param);
        } finally {
            writer.dispose();
        }
        return new Drawn(pixels.side(), isOpaque ? "image/jpeg" : "image/png", file.toByteArray());
    }

    private static ImageReader reader(String format) throws IOException {
        return format.equals("webp")
                ? new WebPImageReaderSpi().createReaderInstance(null)
                : javas(ImageReaderSpi.class, format).createReaderInstance();
    }

    /** Not what anybody else may have registered. */
    private static <T extends ImageReaderWriterSpi> T javas(Class<T> kind, String format) {
        Iterator<T> all = IIORegistry.getDefaultInstance().getServiceProviders(kind, true);
        while (all.hasNext()) {
            T one = all.next();
            boolean isJavas = one.getClass().getModule() == ImageReader.class.getModule();
            if (isJavas && Arrays.asList(one.getFormatNames()).contains(format)) {
                return one;
            }
        }
        throw new IllegalStateException("This Java has no " + kind.getSimpleName() + " of " + format);
    }
}
