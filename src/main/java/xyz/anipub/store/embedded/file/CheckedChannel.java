package xyz.anipub.store.embedded.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.h2.store.fs.FileBaseDefault;

/**
 * A store's file whose pieces carry a checksum of all their bytes.
 *
 * <p>The library writes a piece of whole blocks at once, and takes it for whole if it finds its first and its last line. A disk may
 * have stored those two and not what is between them. So the last line also gets the sum ({@code sum:9c8d5f3a}), under the check
 * that it has anyway; the library skips what it does not know. Until something is written, that is while the library opens the
 * file, who reads the last line of a piece that is not whole reads nothing, as does who looks for lines inside one that is.
 *
 * <p>Used as the library uses any: while it opens by one thread, later by several.
 */
final class CheckedChannel extends FileBaseDefault {

    static final int BLOCK = 4096;
    /** Two blocks, which name a late piece and are alike. */
    static final int HEADER = 2 * BLOCK;
    /** What the library reads to find a piece's first line. */
    private static final int FIRST_LINE = 1024;

    private static final int LAST_LINE = 128;
    private static final String PIECE = "chunk:";
    private static final String SUM = "sum";
    private static final String CHECK = ",fletcher:";
    private static final String CLEAN = ",clean:1,";

    private final FileChannel file;
    private final Map<Long, Boolean> wholeByEnd = new HashMap<>();
    /** Those that are whole: the end by the start. */
    private final TreeMap<Long, Long> whole = new TreeMap<>();

    private volatile boolean opening = true;

    CheckedChannel(FileChannel file) {
        this.file = file;
    }

    @Override
    public int read(ByteBuffer to, long position) throws IOException {
        int start = to.position();
        int asked = to.remaining();
        int read = file.read(to, position);
        if (opening && read == asked && isHidden(to.duplicate().position(start), position)) {
            Arrays.fill(to.array(), to.arrayOffset() + start, to.arrayOffset() + start + read, (byte) 0);
        }
        return read;
    }

    private boolean isHidden(ByteBuffer bytes, long position) throws IOException {
        long end = position + LAST_LINE;
        if (bytes.remaining() == LAST_LINE && end % BLOCK == 0) {
            return isInside(end) || !isWhole(bytes, end);
        }
        // A page begins with its length, and so with a zero, wherever it is.
        return bytes.remaining() == FIRST_LINE
                && position % BLOCK == 0
                && bytes.get(bytes.position()) != 0
                && isInside(position);
    }

    private boolean isInside(long position) {
        Map.Entry<Long, Long> piece = whole.lowerEntry(position);
        return piece != null && position < piece.getValue();
    }

    private boolean isWhole(ByteBuffer lastLine, long end) throws IOException {
        String line = text(lastLine);
        if (!line.startsWith(PIECE)) {
            return true; // Nothing, as the library sees by itself.
        }
        Boolean known = wholeByEnd.get(end);
        if (known == null) {
            known = isWhole(line, end);
            wholeByEnd.put(end, known);
        }
        return known;
    }

    private boolean isWhole(String line, long end) throws IOException {
        try {
            Map<String, String> fields = DataUtils.parseMap(line);
            long start = end - DataUtils.readHexLong(fields, "len", 0) * BLOCK;
            if (start < HEADER || start >= end) {
                return false;
            }
            // Those of versions before this one have none.
            boolean is = !fields.containsKey(SUM) || (int) DataUtils.readHexLong(fields, SUM, 0) == sum(start, end);
            if (is && fields.containsKey(SUM)) {
                whole.put(start, end);
            }
            return is;
        } catch (MVStoreException noFields) {
            return false;
        }
    }

    private int sum(long start, long end) throws IOException {
        CRC32C sum = new CRC32C();
        ByteBuffer part = ByteBuffer.allocate((int) Math.min(1 << 20, end - start));
        long last = end - LAST_LINE;
        for (long at = start; at < last; ) {
            part.clear().limit((int) Math.min(part.capacity(), last - at));
            int read = file.read(part, at);
            if (read < 0) {
                return ~(int) sum.getValue();
            }
            at += read;
            sum.update(part.flip());
        }
        return (int) sum.getValue();
    }

    private static String text(ByteBuffer line) {
        byte[] bytes = new byte[LAST_LINE];
        line.duplicate().get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1).trim();
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
        opening = false;
        int length = from.remaining();
        if (position >= HEADER && position % BLOCK == 0 && length > 0 && length % BLOCK == 0) {
            sign(from);
        }
        long at = position;
        while (from.hasRemaining()) {
            at += file.write(from, at);
        }
        return length;
    }

    /** Writes the sum into a piece's last line. */
    private static void sign(ByteBuffer piece) {
        ByteBuffer last = piece.duplicate();
        last.position(last.limit() - LAST_LINE);
        String line = text(last);
        int check = line.indexOf(CHECK);
        if (!line.startsWith(PIECE) || check < 0 || line.contains("," + SUM + ":")) {
            return;
        }
        CRC32C sum = new CRC32C();
        sum.update(piece.duplicate().limit(last.position()));
        StringBuilder signed = new StringBuilder(line.substring(0, check));
        DataUtils.appendMap(signed, SUM, (int) sum.getValue());
        byte[] checked = signed.toString().getBytes(StandardCharsets.ISO_8859_1);
        DataUtils.appendMap(
                signed, CHECK.substring(1, CHECK.length() - 1), DataUtils.getFletcher32(checked, 0, checked.length));
        if (signed.length() < LAST_LINE) {
            signed.append(" ".repeat(LAST_LINE - 1 - signed.length())).append('\n');
            last.put(signed.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** Whether the store was closed in order, and nothing written since. */
    boolean isClean() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        file.read(header, 0);
        String text = new String(header.array(), StandardCharsets.ISO_8859_1);
        return text.substring(0, BLOCK).contains(CLEAN) && text.substring(BLOCK).contains(CLEAN);
    }

    /** Whether there is room for a header and nothing was written there. */
    boolean isBlank() throws IOException {
        if (file.size() > HEADER) {
            return false;
        }
        ByteBuffer all = ByteBuffer.allocate(HEADER);
        file.read(all, 0);
        for (byte one : all.array()) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    /** Writes what is there once more, for the disk to get what it may have refused before. */
    void rewrite(long start, long end) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) (end - start));
        while (bytes.hasRemaining()) {
            if (file.read(bytes, start + bytes.position()) < 0) {
                throw new IOException("The file ends at " + (start + bytes.position()));
            }
        }
        write(bytes.flip(), start);
    }

    /**
     * Takes the last lines of pieces that are in no use away. What was written after the state that was found now was not whole;
     * were its parts still there, they could look so beside pieces of the same numbers that are written from now on.
     *
     * @param used by the number of their block
     */
    void forget(BitSet used) throws IOException {
        long blocks = file.size() / BLOCK;
        ByteBuffer line = ByteBuffer.allocate(LAST_LINE);
        for (int block = used.nextClearBit(HEADER / BLOCK); block < blocks; block = used.nextClearBit(block + 1)) {
            long position = (block + 1L) * BLOCK - LAST_LINE;
            file.read(line.clear(), position);
            if (text(line.clear()).startsWith(PIECE)) {
                write(ByteBuffer.allocate(LAST_LINE), position);
            }
        }
    }

    @Override
    protected void implTruncate(long size) throws IOException {
        opening = false;
        file.truncate(size);
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public void force(boolean metaData) throws IOException {
        file.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }
}
