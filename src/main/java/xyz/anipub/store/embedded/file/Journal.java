package xyz.anipub.store.embedded.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.WriteBuffer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.store.embedded.file.JournalFile.Checkpoint;

/**
 * The changes of a store since its last checkpoint, in the order in which they were made. Of its two files one goes on from the last
 * checkpoint; the other keeps what came before that until the checkpoint is on the disk. Not safe for threads.
 */
final class Journal {

    /** What the files' names have behind the store's. */
    static final List<String> SUFFIXES = List.of(".journal-0", ".journal-1");

    /** In bytes, of a file that may go on growing. */
    private static final int LONGEST = 16 << 20;

    private static final byte PUT = 0;
    private static final byte REMOVED = 1;

    private final List<JournalFile> files = new ArrayList<>();
    private JournalFile current;
    /** A frame of what was not written yet; a change has its map, its length, its kind, its key and its value. */
    private final WriteBuffer changes = new WriteBuffer(1 << 16);

    private boolean isUnforced;

    /** @param store as the library names its file; both of the journal's are created if they are missing */
    Journal(String store) throws IOException {
        try {
            for (String suffix : SUFFIXES) {
                files.add(JournalFile.open(store + suffix));
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        current = files.get(0);
    }

    /**
     * The changes behind a checkpoint that were written, by the numbers of their maps; on the disk from now on. One file has them all, as
     * each checkpoint is gone on from by one.
     */
    Map<Integer, List<ByteBuffer>> read(Checkpoint since) throws IOException {
        Map<Integer, List<ByteBuffer>> all = new HashMap<>();
        for (JournalFile file : files) {
            List<ByteBuffer> frames = file.read(since);
            if (!frames.isEmpty()) {
                current = file;
                frames.forEach(frame -> sort(frame, all));
            }
        }
        return all;
    }

    private static void sort(ByteBuffer frame, Map<Integer, List<ByteBuffer>> all) {
        while (frame.hasRemaining()) {
            int map = DataUtils.readVarInt(frame);
            int length = frame.getInt();
            all.computeIfAbsent(map, first -> new ArrayList<>()).add(frame.slice(frame.position(), length));
            frame.position(frame.position() + length);
        }
    }

    /** Makes a change that was {@linkplain #read} once more. */
    static <K, V> void redo(MVMap<K, V> map, ByteBuffer change) {
        byte kind = change.get();
        K key = map.getKeyType().read(change);
        if (kind == PUT) {
            map.put(key, map.getValueType().read(change));
        } else {
            map.remove(key);
        }
    }

    /** @param value none if the key was removed */
    <K, V> void record(MVMap<K, V> map, K key, @Nullable V value) {
        if (changes.position() == 0) {
            changes.put(new byte[JournalFile.HEADER]);
        }
        changes.putVarInt(map.getId()).putInt(0);
        int start = changes.position();
        changes.put(value == null ? REMOVED : PUT);
        map.getKeyType().write(changes, key);
        if (value != null) {
            map.getValueType().write(changes, value);
        }
        changes.putInt(start - Integer.BYTES, changes.position() - start);
    }

    /** Writes what there is. */
    void write() throws IOException {
        if (changes.position() > 0) {
            ByteBuffer frame = changes.getBuffer();
            frame.flip();
            current.append(frame);
            changes.clear();
            isUnforced = true;
        }
    }

    /** Goes on from a checkpoint that has all changes, over what the other file has. */
    void begin(Checkpoint begun) {
        if (!current.isEmpty()) {
            current = files.get(1 - files.indexOf(current));
        }
        current.begin(begun);
        changes.clear();
        isUnforced = false;
    }

    /** Whether it should be replaced by a checkpoint. */
    boolean isLong() {
        return current.length() > LONGEST;
    }

    boolean isUnforced() {
        return isUnforced;
    }

    /** The file that has to be forced for all that was written to be on the disk, if there is one; the caller does that. */
    Optional<JournalFile> takeUnforced() {
        Optional<JournalFile> file = isUnforced ? Optional.of(current) : Optional.empty();
        isUnforced = false;
        return file;
    }

    /** Leaves the files as they are. */
    void close() {
        for (JournalFile file : files) {
            try {
                file.close();
            } catch (IOException nothingIsLost) {
                // What was written is the system's.
            }
        }
    }

    /** Closes and deletes the files, as all is elsewhere. */
    void delete() throws IOException {
        for (JournalFile file : files) {
            file.delete();
        }
    }
}
