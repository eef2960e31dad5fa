package xyz.anipub.store.embedded.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.h2.store.fs.FilePath;

/**
 * Frames one behind the other from the file's beginning on, each with its length, a checksum, and its content.
 *
 * <p>The file is written again from its beginning for each checkpoint. The checksum begins with what names that, and nobody outside
 * the process knows: a frame of another checkpoint, or one that somebody has made up in a message, does not count.
 */
final class JournalFile {

    /** Bytes in front of a frame's content: the content's length, the checksum of that and of the content. */
    static final int HEADER = 8;

    private static final int LENGTH = 4;

    private final FilePath path;
    private final FileChannel channel;
    private Checkpoint checkpoint = new Checkpoint(0, 0);
    private long end;

    /**
     * The state of the store's file that a journal goes on from.
     *
     * @param generation a number that chance has made, and that is in the file
     * @param version of the file's last piece
     */
    record Checkpoint(long generation, long version) {}

    private JournalFile(FilePath path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** @param name as the library names it; created if it is missing */
    static JournalFile open(String name) throws IOException {
        FilePath path = FilePath.get(name);
        return new JournalFile(path, path.open("rw"));
    }

    /** Begins anew, over what is there. */
    void begin(Checkpoint begun) {
        checkpoint = begun;
        end = 0;
    }

    boolean isEmpty() {
        return end == 0;
    }

    /** In bytes. */
    long length() {
        return end;
    }

    /** @param frame begins with {@value #HEADER} bytes for the header */
    void append(ByteBuffer frame) throws IOException {
        frame.putInt(0, frame.limit() - HEADER);
        frame.putInt(LENGTH, sum(frame));
        while (frame.hasRemaining()) {
            end += channel.write(frame, end);
        }
    }

    /**
     * The contents of all frames that are whole since a checkpoint: on the disk from now on, as a killed process may have left them
     * in the system's memory alone, or the disk have refused them.
     */
    List<ByteBuffer> read(Checkpoint since) throws IOException {
        begin(since);
        List<ByteBuffer> contents = new ArrayList<>();
        for (ByteBuffer frame = next(); frame.hasRemaining(); frame = next()) {
            append(frame); // over itself
            contents.add(frame.position(HEADER));
        }
        if (!contents.isEmpty()) {
            force();
        }
        return contents;
    }

    /** The frame at the end, or nothing if none that is whole is there. */
    private ByteBuffer next() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        boolean isThere = fill(header) && header.getInt(0) > 0 && header.getInt(0) <= channel.size() - end - HEADER;
        if (!isThere) {
            return ByteBuffer.allocate(0);
        }
        ByteBuffer frame = ByteBuffer.allocate(HEADER + header.getInt(0));
        boolean isWhole = fill(frame) && frame.getInt(LENGTH) == sum(frame);
        return isWhole ? frame : ByteBuffer.allocate(0);
    }

    private boolean fill(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, end + bytes.position()) < 0) {
                return false;
            }
        }
        bytes.flip();
        return true;
    }

    private int sum(ByteBuffer frame) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(checkpoint.generation())
                .putLong(checkpoint.version())
                .flip());
        sum.update(frame.duplicate().position(0).limit(LENGTH));
        sum.update(frame.duplicate().position(HEADER));
        return (int) sum.getValue();
    }

    /** Waits until what was appended is on the disk. Any thread may call. */
    void force() throws IOException {
        channel.force(false);
    }

    void close() throws IOException {
        channel.close();
    }

    /** Closes and deletes the file: all of it is elsewhere. */
    void delete() throws IOException {
        channel.close();
        path.delete();
    }
}
