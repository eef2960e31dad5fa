package xyz.anipub.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Files of pictures, sound and otherwise. */
public final class Files {

    private static final int PNG_SIGNATURE = 8;
    private static final int PNG_HEADER = 25;

    private Files() {}

    /** Red on the left, blue on the right. */
    public static BufferedImage halves(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, x < width / 2 ? 0xFF0000 : 0x0000FF);
            }
        }
        return image;
    }

    public static byte[] png(int width, int height) {
        return written(halves(width, height), "png");
    }

    public static byte[] jpeg(int width, int height) {
        return written(halves(width, height), "jpeg");
    }

    public static byte[] written(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lossless, 4 by 2: red, red, blue, blue in both rows. */
    public static byte[] losslessWebp() {
        return Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4TBYAAAAvA0AAAA8Q87//8x8OFAIIgIImov/x");
    }

    /** Lossy, 16 by 16: red. */
    public static byte[] lossyWebp() {
        byte[] red = Arrays.copyOfRange(transparentWebp(), 56, 110);
        return joined(Base64.getDecoder().decode("UklGRjoAAABXRUJQ"), red);
    }

    /** The same, and its upper half shows through, uncompressed. */
    public static byte[] plainlyTransparentWebp() {
        byte[] alpha = new byte[8 + 258];
        System.arraycopy("ALPH\1\1\0\0".getBytes(StandardCharsets.ISO_8859_1), 0, alpha, 0, 8);
        Arrays.fill(alpha, 8 + 1 + 128, 8 + 1 + 256, (byte) 255);
        byte[] header = Arrays.copyOf(transparentWebp(), 30);
        byte[] file = joined(header, alpha, Arrays.copyOfRange(lossyWebp(), 12, 66));
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, file.length - 8);
        return file;
    }

    /** The same, compressed as a lossless picture. */
    public static byte[] transparentWebp() {
        return Base64.getDecoder()
                .decode("UklGRmYAAABXRUJQVlA4WAoAAAAQAAAADwAADwAAQUxQSBIAAAABDzD/ERFCLJjkL905hYj+Z5xW"
                        + "UDggLgAAANABAJ0BKhAAEAACgEIloAJ0ugH4AAOwAP7vdtf+FW4Yhmq/+9gvuwX3YL/WwAA=");
    }

    /** Two frames, 4 by 2. */
    public static byte[] movingWebp() {
        return Base64.getDecoder()
                .decode("UklGRpAAAABXRUJQVlA4WAoAAAACAAAAAwAAAQAAQU5JTQYAAAD/////AABBTk1GLgAAAAAAAAAA"
                        + "AAMAAAEAAGQAAABWUDhMFgAAAC8DQAAADxDzv//zHw4UAgiAgiai//FBTk1GLgAAAAAAAAAAAAMA"
                        + "AAEAAGQAAABWUDhMFgAAAC8DQAAADxDzv//zHw4UAgiAgiai//E=");
    }

    /** A JPEG that says how it is to be turned. */
    public static byte[] turned(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(36)
                .putShort((short) 0xFFE1)
                .putShort((short) 34)
                .put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .put("MM".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0);
        return joined(Arrays.copyOf(jpeg, 2), exif.array(), Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** With a chunk behind the header. */
    public static byte[] withChunk(byte[] png, String name, byte[] content) {
        return joined(
                Arrays.copyOf(png, PNG_SIGNATURE + PNG_HEADER),
                chunk(name, content),
                Arrays.copyOfRange(png, PNG_SIGNATURE + PNG_HEADER, png.length));
    }

    /** The same file that says it has other sides. */
    public static byte[] resized(byte[] png, int width, int height) {
        ByteBuffer header = ByteBuffer.wrap(Arrays.copyOfRange(png, PNG_SIGNATURE + 8, PNG_SIGNATURE + 21));
        header.putInt(0, width).putInt(4, height);
        return joined(
                Arrays.copyOf(png, PNG_SIGNATURE),
                chunk("IHDR", header.array()),
                Arrays.copyOfRange(png, PNG_SIGNATURE + PNG_HEADER, png.length));
    }

    private static byte[] chunk(String name, byte[] content) {
        byte[] letters = name.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 checksum = new CRC32();
        checksum.update(letters);
        checksum.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(letters)
                .put(content)
                .putInt((int) checksum.getValue())
                .array();
    }

    public static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
