package xyz.anipub.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A WebP file, chunk by chunk. Only what is lossy and opaque is taken: the reader of WebP's lossless part, which transparency is kept as, has no
 * bound on what a small file makes it do, and transparency that is kept otherwise it does not read.
 */
final class WebpFile {

    /** {@code RIFF}, a length, {@code WEBP}. */
    private static final int HEADER = 12;

    private static final int FRAME = 8;
    private static final int EXTENDED = 10;
    private static final int ANIMATION = 0x02;

    private WebpFile() {}

    static boolean is(byte[] file) {
        return file.length > HEADER
                && letters(file, 0).equals("RIFF")
                && letters(file, 8).equals("WEBP");
    }

    static Outline outline(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long announced = (in.getInt(4) & 0xFFFFFFFFL) + FRAME;
        if (announced > file.length) {
            throw RefusedPictureException.broken();
        }
        in.position(HEADER);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        int[] canvas = {0, 0};
        int[] frame = {0, 0};
        int turn = Exif.UPRIGHT;
        while (in.position() + FRAME <= announced) {
            int start = in.position();
            String name = letters(file, start);
            int length = in.getInt(start + 4);
            if (length < 0 || length > file.length - start - FRAME) {
                throw RefusedPictureException.broken();
            }
            ByteBuffer content = in.slice(start + FRAME, length).order(ByteOrder.LITTLE_ENDIAN);
            // What has an odd length is filled up.
            int end = Math.min(file.length, start + FRAME + length + (length & 1));
            in.position(end);
            switch (name) {
                case "VP8X" -> {
                    if ((content.get(0) & ANIMATION) != 0) {
                        throw RefusedPictureException.animated();
                    }
                    // The reader must not find a chunk where this found none.
                    if (length != EXTENDED) {
                        throw RefusedPictureException.broken();
                    }
                    canvas = new int[] {size24(content, 4), size24(content, 7)};
                    byte[] extended = Arrays.copyOfRange(file, start, end);
                    extended[FRAME] = 0;
                    kept.writeBytes(extended);
                }
                case "VP8 " -> {
                    if (frame[0] > 0) {
                        throw RefusedPictureException.animated();
                    }
                    frame = lossy(content);
                    kept.write(file, start, end - start);
                }
                case "VP8L", "ALPH" -> throw RefusedPictureException.lossless();
                case "ANIM", "ANMF" -> throw RefusedPictureException.animated();
                case "EXIF" -> turn = Exif.turn(content);
                default -> {
                    // Colours, texts, whatever else: not drawn.
                }
            }
        }
        boolean isWhole = frame[0] > 0 && (canvas[0] == 0 || canvas[0] == frame[0] && canvas[1] == frame[1]);
        if (!isWhole) {
            throw RefusedPictureException.broken();
        }
        return new Outline("webp", frame[0], frame[1], turn, file(kept.toByteArray()));
    }

    private static int[] lossy(ByteBuffer content) {
        boolean isKeyFrame = (content.get(0) & 1) == 0;
        if (!isKeyFrame || content.get(3) != (byte) 0x9D || content.get(4) != 1 || content.get(5) != 0x2A) {
            throw RefusedPictureException.broken();
        }
        return new int[] {content.getShort(6) & 0x3FFF, content.getShort(8) & 0x3FFF};
    }

    private static int size24(ByteBuffer content, int at) {
        return (content.getShort(at) & 0xFFFF | (content.get(at + 2) & 0xFF) << 16) + 1;
    }

    private static byte[] file(byte[] chunks) {
        return ByteBuffer.allocate(HEADER + chunks.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(chunks.length + 4)
                .put("WEBP".getBytes(StandardCharsets.ISO_8859_1))
                .put(chunks)
                .array();
    }

    private static String letters(byte[] file, int at) {
        return new String(file, at, 4, StandardCharsets.ISO_8859_1);
    }
}
