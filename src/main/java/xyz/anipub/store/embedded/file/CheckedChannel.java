package xyz.anipub.store.embedded.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.store.fs.FileBaseDefault;

/**
 * A store's file whose pieces carry a checksum of all their bytes.
 *
 * <p>The library writes a piece of whole blocks at once, and takes it for whole if it finds its first and its last line. A disk may
 * have stored those two and not what is between them, and somebody's message may look like them. So the last line also gets a sum
 * of a secret key and all bytes ({@code seal:9c8d5f3a}), under the check that it has anyway; the library skips what it does not
 * know. The key is in the file's header. While the library opens the file, who reads the last line of a piece that is not whole
 * reads nothing, as does who looks for lines inside one that is.
 *
 * <p>A file without a key is one of a former version: its pieces have a sum without a key ({@code sum:}), or none.
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
    /** A header's field with the key, and a piece's with the sum that begins with it. */
    static final String SEAL = "seal";

    private static final String SUM = "sum";
    /** A header's field. */
    static final String CLEAN = "clean";

    private final FileChannel file;
    private final Map<Long, Boolean> wholeByEnd = new HashMap<>();
    /** Those that are whole: the end by the start. */
    private final TreeMap<Long, Long> whole = new TreeMap<>();

    private volatile boolean opening = true;
    /** Empty: none. */
    private volatile String key = "";

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
            // or it is a page
            return PieceLine.isLikeLast(bytes) && (isInside(end) || !isWhole(bytes, end));
        }
        // A page begins with its length, and so with a zero, wherever it is.
        return bytes.remaining() == FIRST_LINE
                && position % BLOCK == 0
                && bytes.get(bytes.position()) != 0
                && (isInside(position) || !PieceLine.first(bytes).isFirst());
    }

    private boolean isInside(long position) {
        Map.Entry<Long, Long> piece = whole.lowerEntry(position);
        return piece != null && position < piece.getValue();
    }

    private boolean isWhole(ByteBuffer lastLine, long end) throws IOException {
        Boolean known = wholeByEnd.get(end);
        if (known == null) {
            known = isWhole(PieceLine.checked(lastLine), end);
            wholeByEnd.put(end, known);
        }
        return known;
    }

    private boolean isWhole(PieceLine last, long end) throws IOException {
        long start = end - last.number("len") * BLOCK;
        // Looking at the other end first, nobody sums a large part of the file for what somebody has made up.
        if (start < HEADER || start >= end || !firstLine(start).belongsTo(last)) {
            return false;
        }
        String sum = key.isEmpty() ? SUM : SEAL;
        if (!last.has(sum)) {
            return key.isEmpty();
        }
        boolean is = (int) last.number(sum) == sum(start, end);
        if (is) {
            whole.put(start, end);
        }
        return is;
    }

    private PieceLine firstLine(long start) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(FIRST_LINE);
        file.read(line, start);
        return PieceLine.first(line.flip());
    }

    private PieceLine lastLine(long end) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(LAST_LINE);
        file.read(line, end - LAST_LINE);
        return PieceLine.checked(line.flip());
    }

    private int sum(long start, long end) throws IOException {
        CRC32C sum = withKey();
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

    private CRC32C withKey() {
        CRC32C sum = new CRC32C();
        sum.update(key.getBytes(StandardCharsets.ISO_8859_1));
        return sum;
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
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
    private void sign(ByteBuffer piece) {
        ByteBuffer last = piece.duplicate();
        last.position(last.limit() - LAST_LINE);
        if (key.isEmpty() || !PieceLine.text(last).startsWith(PieceLine.PIECE)) {
            return;
        }
        CRC32C sum = withKey();
        sum.update(piece.duplicate().limit(last.position()));
        put((int) sum.getValue(), last);
    }

    /** The line says the same as before, and the sum. */
    private static void put(int sum, ByteBuffer last) {
        PieceLine line = PieceLine.checked(last);
        if (!line.has("version")) {
            return;
        }
        StringBuilder signed = new StringBuilder(LAST_LINE);
        for (String field : List.of("chunk", "len", "version")) {
            DataUtils.appendMap(signed, field, line.number(field));
        }
        DataUtils.appendMap(signed, SEAL, sum);
        byte[] checked = signed.toString().getBytes(StandardCharsets.ISO_8859_1);
        DataUtils.appendMap(signed, PieceLine.CHECK, DataUtils.getFletcher32(checked, 0, checked.length));
        signed.append(" ".repeat(LAST_LINE - 1 - signed.length())).append('\n');
        last.put(signed.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Gives a piece of a former version its sum. Its last line lies in one sector, which a disk writes or does not. */
    void seal(long start, long end) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(LAST_LINE);
        file.read(last, end - LAST_LINE);
        put(sum(start, end), last.flip());
        write(last.rewind(), end - LAST_LINE);
    }

    /** What the newer of the headers says, if one is whole. */
    PieceLine header() throws IOException {
        PieceLine first = header(0);
        PieceLine second = header(BLOCK);
        return first.fields().isEmpty() || second.number("version") > first.number("version") ? second : first;
    }

    private PieceLine header(long position) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        file.read(block, position);
        return PieceLine.checked(block.flip());
    }

    /** Whether the store was closed in order, and nothing written since. */
    boolean isClean() throws IOException {
        return header(0).number(CLEAN) == 1 && header(BLOCK).number(CLEAN) == 1;
    }

    /** @param key hexadecimal; empty if there is none */
    void setKey(String key) {
        this.key = key;
    }

    /** Whether a former version has written the piece that the header names: it keeps the key, and does not know what it is for. */
    boolean isWithoutSeal(PieceLine header) throws IOException {
        long start = header.number("block") * BLOCK;
        if (start < HEADER) {
            return false;
        }
        PieceLine first = firstLine(start);
        PieceLine last = lastLine(start + Math.max(1, first.number("len")) * BLOCK);
        return first.belongsTo(last) && first.number("version") == header.number("version") && !last.has(SEAL);
    }

    /** The library has read what it needs to know the state. */
    void setOpened() {
        opening = false;
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
     * Takes the last lines of newer pieces that are in no use away. What was written after the state that was found now was not whole;
     * were its parts still there, they could look so beside pieces of the same numbers that are written from now on.
     *
     * @param used by the number of their block
     * @param version of the state that was found
     */
    void forget(BitSet used, long version) throws IOException {
        long blocks = file.size() / BLOCK;
        for (int block = used.nextClearBit(HEADER / BLOCK); block < blocks; block = used.nextClearBit(block + 1)) {
            long end = (block + 1L) * BLOCK;
            if (lastLine(end).number("version") > version) {
                write(ByteBuffer.allocate(LAST_LINE), end - LAST_LINE);
            }
        }
    }

    /** Whether something is there that may be a piece, or the rest of one. */
    boolean hasPieces() throws IOException {
        for (long end = HEADER + BLOCK; end <= file.size(); end += BLOCK) {
            PieceLine last = lastLine(end);
            long start = end - last.number("len") * BLOCK;
            if (last.has("version")
                    && start >= HEADER
                    && start < end
                    && firstLine(start).belongsTo(last)) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected void implTruncate(long size) throws IOException {
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
