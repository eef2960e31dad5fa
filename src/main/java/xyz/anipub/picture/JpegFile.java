package xyz.anipub.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A JPEG file, segment by segment. */
final class JpegFile {

    /** A picture that comes in more steps than any program writes costs its reader one pass over all pixels for each. */
    private static final int MAX_SCANS = 50;

    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;

    /** Adobe's, which says how the colours are kept. */
    private static final int APP14 = 0xEE;

    private static final int APP15 = 0xEF;
    private static final int COMMENT = 0xFE;

    private JpegFile() {}

    static boolean is(byte[] file) {
        return file.length > 3 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == START && (file[2] & 0xFF) == 0xFF;
    }

    static Outline outline(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).position(2);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        kept.write(file, 0, 2);
        int width = 0;
        int height = 0;
        int turn = Exif.UPRIGHT;
        int scans = 0;
        int marker = marker(in);
        while (marker != END) {
            int start = in.position() - 2;
            int length = in.getShort() & 0xFFFF;
            if (length < 2) {
                throw RefusedPictureException.broken();
            }
            ByteBuffer content = in.slice(in.position(), length - 2);
            in.position(in.position() + length - 2);
            if (isFrame(marker)) {
                if (width > 0) {
                    throw RefusedPictureException.broken();
                }
                content.get();
                height = content.getShort() & 0xFFFF;
                width = content.getShort() & 0xFFFF;
            } else if (marker == APP1 && startsWithExif(content)) {
                turn = Exif.turn(content.slice(EXIF.length, content.capacity() - EXIF.length));
            } else if (marker == SCAN) {
                if (++scans > MAX_SCANS || width == 0) {
                    throw RefusedPictureException.broken();
                }
                toNextMarker(in);
            }
            if (isDrawn(marker)) {
                kept.write(file, start, in.position() - start);
            }
            marker = marker(in);
        }
        if (scans == 0) {
            throw RefusedPictureException.broken();
        }
        kept.write(0xFF);
        kept.write(END);
        return new Outline("jpeg", width, height, turn, kept.toByteArray());
    }

    /** The code of the marker that is next; it may be filled up in front. */
    private static int marker(ByteBuffer in) {
        if ((in.get() & 0xFF) != 0xFF) {
            throw RefusedPictureException.broken();
        }
        int code = in.get() & 0xFF;
        while (code == 0xFF) {
            code = in.get() & 0xFF;
        }
        return code;
    }

    /** Over what is coded of the picture, in which a marker is told from the same byte by what follows. */
    private static void toNextMarker(ByteBuffer in) {
        while (true) {
            if ((in.get() & 0xFF) == 0xFF) {
                int code = in.get(in.position()) & 0xFF;
                boolean isRestart = code >= 0xD0 && code <= 0xD7;
                if (code != 0 && code != 0xFF && !isRestart) {
                    in.position(in.position() - 1);
                    return;
                }
            }
        }
    }

    /** SOF0 to SOF15, without the three of these codes that say something else. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static boolean isDrawn(int marker) {
        boolean isAbout = marker > APP0 && marker <= APP15 && marker != APP14;
        return !isAbout && marker != COMMENT;
    }

    private static boolean startsWithExif(ByteBuffer content) {
        byte[] start = new byte[EXIF.length];
        if (content.remaining() < start.length) {
            return false;
        }
        content.get(0, start);
        return Arrays.equals(start, EXIF);
    }
}
