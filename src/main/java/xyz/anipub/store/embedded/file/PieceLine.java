package xyz.anipub.store.embedded.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/**
 * A line of text that the library has written: the first or the last of a piece, or one of the file's two headers.
 *
 * @param fields what it says, in hexadecimal; none if it is no such line, or its own check ({@code fletcher}) is wrong
 */
record PieceLine(Map<String, String> fields) {

    static final String PIECE = "chunk:";
    static final String CHECK = "fletcher";
    private static final String LAST_FIELD = "," + CHECK + ":";

    /** A line that ends with a check of itself. */
    static PieceLine checked(ByteBuffer bytes) {
        String line = text(bytes);
        int check = line.indexOf(LAST_FIELD);
        if (check < 0) {
            return new PieceLine(Map.of());
        }
        byte[] before = line.substring(0, check).getBytes(StandardCharsets.ISO_8859_1);
        PieceLine read = parsed(line.substring(0, check));
        PieceLine end = parsed(line.substring(check + 1));
        return (int) end.number(CHECK) == DataUtils.getFletcher32(before, 0, before.length)
                ? read
                : new PieceLine(Map.of());
    }

    /** A piece's first line, which has no check. */
    static PieceLine first(ByteBuffer bytes) {
        String text = raw(bytes);
        int end = text.indexOf('\n');
        String line = text.substring(0, Math.max(end, 0)).trim();
        return line.startsWith(PIECE) ? parsed(line) : new PieceLine(Map.of());
    }

    private static PieceLine parsed(String line) {
        try {
            return new PieceLine(DataUtils.parseMap(line));
        } catch (MVStoreException noFields) {
            return new PieceLine(Map.of());
        }
    }

    /** The text, without the spaces around it. */
    static String text(ByteBuffer line) {
        return raw(line).trim();
    }

    private static String raw(ByteBuffer line) {
        byte[] bytes = new byte[line.remaining()];
        line.duplicate().get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Whether the library could take the bytes for a last line: it skips more in front of one than spaces, and minds no order. */
    static boolean isLikeLast(ByteBuffer bytes) {
        String text = text(bytes);
        return text.contains(PIECE) && text.contains(CHECK + ":");
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    /** @return 0 if it is not said, or no number */
    long number(String field) {
        try {
            return DataUtils.readHexLong(fields, field, 0);
        } catch (MVStoreException noNumber) {
            return 0;
        }
    }

    /** Whether this may be the first line of the piece that ends with the other. */
    boolean belongsTo(PieceLine last) {
        return isFirst()
                && number("chunk") == last.number("chunk")
                && number("len") == last.number("len")
                && number("version") == last.number("version");
    }

    /** Whether it may be one of a piece: each has a page with the list of all others. */
    boolean isFirst() {
        return has("chunk") && number("root") != 0;
    }
}
