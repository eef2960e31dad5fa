package xyz.anipub.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** A PNG file, chunk by chunk. */
final class PngFile {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int HEADER = 13;

    /** Length and name before the content of a chunk, a checksum behind it. */
    private static final int FRAME = 12;

    private static final Set<String> DRAWN = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    /** Of animations; a still file has none of them. */
    private static final Set<String> ANIMATED = Set.of("acTL", "fcTL", "fdAT");

    private PngFile() {}

    static boolean is(byte[] file) {
        return file.length > SIGNATURE.length
                && Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    static Outline outline(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).position(SIGNATURE.length);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        kept.writeBytes(SIGNATURE);
        int width = 0;
        int height = 0;
        int turn = Exif.UPRIGHT;
        String name = "";
        while (!name.equals("IEND")) {
            int start = in.position();
            int length = in.getInt();
            byte[] letters = new byte[4];
            in.get(letters);
            String next = new String(letters, StandardCharsets.ISO_8859_1);
            boolean isFirst = name.isEmpty();
            if (length < 0 || length > in.remaining() - 4 || isFirst != next.equals("IHDR")) {
                throw RefusedPictureException.broken();
            }
            name = next;
            ByteBuffer content = in.slice(in.position(), length);
            in.position(start + FRAME + length);
            if (isFirst) {
                if (length != HEADER) {
                    throw RefusedPictureException.broken();
                }
                width = content.getInt();
                height = content.getInt();
            } else if (ANIMATED.contains(name)) {
                throw RefusedPictureException.animated();
            } else if (name.equals("eXIf")) {
                turn = Exif.turn(content);
            }
            if (DRAWN.contains(name)) {
                kept.write(file, start, FRAME + length);
            }
        }
        return new Outline("png", width, height, turn, kept.toByteArray());
    }
}
