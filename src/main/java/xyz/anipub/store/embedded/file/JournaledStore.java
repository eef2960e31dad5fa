package xyz.anipub.store.embedded.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.DataType;
import org.jspecify.annotations.Nullable;
import xyz.anipub.store.embedded.file.JournalFile.Checkpoint;

/**
 * A store whose changes are written to the end of a journal at once, and to its own file later, many together: at a checkpoint. For
 * a change the file needs some pages of each map, and a list of its pieces; the journal only the change.
 *
 * <p>A checkpoint says in the file which journal goes on from it. When the store is opened, that is read, and its changes
 * are made once more; the first that is written then is a checkpoint. There are two journals: one is kept until the checkpoint that has
 * its changes is on the disk, the other written meanwhile. What maps there are is stored by checkpoints alone.
 *
 * <p>One thread calls all, between two commands and never within one, but for {@link Sync#await()}.
 */
public final class JournaledStore {

    /** What the journals' names have behind the store's. */
    public static final List<String> JOURNALS = Journal.SUFFIXES;

    private static final String MAP = "journal";
    private static final String GENERATION = "generation";

    private final MVStore store;
    private final Journal journal;
    private final SecureRandom random = new SecureRandom();
    /** What the journal has for maps that were not opened yet, by their numbers. */
    private final Map<Integer, List<ByteBuffer>> unread;

    /** Whether changes are no longer recorded, as a checkpoint has to come before the next frame. */
    private boolean mustCheckpoint = true;

    /** Uses keep what a version is made of: here that of the last checkpoint that is on the disk. */
    private MVStore.TxCounter synced;
    /** That of the checkpoint that may not be there yet. */
    private MVStore.@Nullable TxCounter unsynced;

    private boolean isCheckpointUnforced;

    private JournaledStore(MVStore store, Journal journal) throws IOException {
        this.store = store;
        this.journal = journal;
        synced = store.registerVersionUsage();
        Long generation = store.hasMap(MAP) ? state().get(GENERATION) : null;
        unread = generation == null ? new HashMap<>() : journal.read(new Checkpoint(generation, version()));
    }

    /**
     * Opens the store's file as {@link CheckedFile#open} does, and its journals.
     *
     * @param file as the library names it
     * @param synced as {@link CheckedFile#open} wants it
     * @throws MVStoreException if the file is in use, no state of it is whole, or the disk refuses
     */
    public static JournaledStore open(String file, long synced) {
        MVStore store = CheckedFile.open(file, synced);
        try {
            Journal journal = new Journal(file);
            try {
                return new JournaledStore(store, journal);
            } catch (IOException | RuntimeException e) {
                journal.close();
                throw e;
            }
        } catch (IOException e) {
            store.closeImmediately();
            throw DataUtils.newMVStoreException(DataUtils.ERROR_WRITING_FAILED, "The disk refuses {0}", file, e);
        } catch (RuntimeException e) {
            store.closeImmediately();
            throw damaged(e);
        }
    }

    /**
     * Has a copy of a store's file go on from no journal: those beside the store may be there when the copy takes its place.
     *
     * @return the version that the copy had
     * @throws MVStoreException if no state of it is whole, or the disk refuses
     */
    public static long detach(String copy) {
        try (MVStore store = CheckedFile.open(copy, Long.MAX_VALUE)) {
            long found = store.getFileStore().lastChunkVersion();
            store.openMap(MAP).clear();
            store.commit();
            return found;
        }
    }

    private static MVStoreException damaged(RuntimeException e) {
        return DataUtils.newMVStoreException(DataUtils.ERROR_FILE_CORRUPT, "The journal cannot be read: {0}", e, e);
    }

    private MVMap<String, Long> state() {
        return store.openMap(MAP);
    }

    /** The map of a name, with all that the journal has for it; created if it is missing. */
    public <K, V> MVMap<K, V> openMap(String name, DataType<K> keys, DataType<V> values) {
        return openMap(name, new JournaledMap.Builder<K, V>(this).keyType(keys).valueType(values));
    }

    /** Like the other, for what the library has types for. */
    public <K, V> MVMap<K, V> openMap(String name) {
        return openMap(name, new JournaledMap.Builder<>(this));
    }

    private <K, V> MVMap<K, V> openMap(String name, MVMap.Builder<K, V> builder) {
        mustCheckpoint |= !store.hasMap(name);
        MVMap<K, V> map = store.openMap(name, builder);
        List<ByteBuffer> missed = unread.remove(map.getId());
        if (missed != null) {
            try {
                missed.forEach(change -> Journal.redo(map, change));
            } catch (RuntimeException e) {
                throw damaged(e);
            }
        }
        return map;
    }

    /** Says that all maps have been opened that are in use. */
    public void setOpened() {
        if (!unread.isEmpty()) {
            throw DataUtils.newMVStoreException(
                    DataUtils.ERROR_FILE_CORRUPT,
                    "The journal has changes of maps that are not there: {0}",
                    unread.keySet());
        }
    }

    public boolean hasMap(String name) {
        return store.hasMap(name);
    }

    public Set<String> mapNames() {
        return store.getMapNames();
    }

    public void removeMap(String name) {
        mustCheckpoint = true;
        store.removeMap(name);
    }

    /** @param value none if the key was removed */
    <K, V> void record(MVMap<K, V> map, K key, @Nullable V value) {
        if (!mustCheckpoint) {
            // What cannot be recorded is in the map nevertheless.
            mustCheckpoint = true;
            journal.record(map, key, value);
            mustCheckpoint = false;
        }
    }

    /** Says that a map is changed in a way that is not recorded. */
    void setMustCheckpoint() {
        mustCheckpoint = true;
    }

    /** Whether the next that is written has to be a checkpoint. */
    public boolean mustCheckpoint() {
        return mustCheckpoint;
    }

    /** Whether the file has not got all changes, whatever the journal has. */
    public boolean isAheadOfFile() {
        return store.hasUnsavedChanges();
    }

    /** Writes all changes to the journal: a process that is killed then has them. Not if there must be a checkpoint. */
    public void write() {
        try {
            journal.write();
        } catch (IOException e) {
            throw DataUtils.newMVStoreException(DataUtils.ERROR_WRITING_FAILED, "The journal cannot be written", e);
        }
        mustCheckpoint |= journal.isLong();
    }

    /** Writes all changes to the file. Not while {@link #isCheckpointing}. */
    public void checkpoint() {
        long generation = random.nextLong();
        state().put(GENERATION, generation);
        store.commit();
        journal.begin(new Checkpoint(generation, version()));
        unsynced = store.registerVersionUsage();
        isCheckpointUnforced = true;
        mustCheckpoint = false;
    }

    private long version() {
        return file().lastChunkVersion();
    }

    /** Whether the last checkpoint may not be on the disk yet: until then both journals are needed. */
    public boolean isCheckpointing() {
        return unsynced != null;
    }

    /** Whether something has been written since the last {@link #sync}. */
    public boolean isUnsynced() {
        return isCheckpointUnforced || journal.isUnforced();
    }

    /** Begins to have the disk get what has been written. One at a time. */
    public Sync sync() {
        Sync begun = new Sync(isCheckpointUnforced, journal.takeUnforced());
        isCheckpointUnforced = false;
        return begun;
    }

    /** One time of waiting for the disk. */
    public final class Sync {

        private final boolean isCheckpoint;
        private final Optional<JournalFile> frames;

        private Sync(boolean isCheckpoint, Optional<JournalFile> frames) {
            this.isCheckpoint = isCheckpoint;
            this.frames = frames;
        }

        /** Waits. Any thread may call. */
        public void await() {
            // In this order: what is in the journal counts behind the checkpoint only.
            if (isCheckpoint) {
                store.sync();
            }
            try {
                if (frames.isPresent()) {
                    frames.get().force();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Says that the disk has it. */
        public void end() {
            if (isCheckpoint && unsynced != null) {
                store.deregisterVersionUsage(synced);
                synced = unsynced;
                unsynced = null;
            }
        }
    }

    /** The version of the file that is on the disk for sure. */
    public long syncedVersion() {
        return synced.version;
    }

    /** Rewrites what is in use of pieces of the file that have little of it; the next checkpoint stores that. */
    public boolean compact(int fillRate, int bytes) {
        return store.compact(fillRate, bytes);
    }

    /** The file, which a journal may be ahead of. */
    public CheckedFile file() {
        return (CheckedFile) store.getFileStore();
    }

    /** The library's store. */
    public MVStore store() {
        return store;
    }

    /** Any thread may ask. */
    public boolean isClosed() {
        return store.isClosed();
    }

    /** Leaves the files as they are. */
    public void abandon() {
        journal.close();
        store.closeImmediately();
    }

    /** Closes the file in order: all is in it, and no journal is left. Waits for the disk. */
    public void close() {
        // All of it, before anything may be overwritten that the version synced last is made of.
        if (unsynced != null) {
            store.deregisterVersionUsage(unsynced);
            unsynced = null;
        }
        if (isAheadOfFile()) {
            checkpoint();
        }
        Sync last = sync();
        last.await();
        last.end();
        store.deregisterVersionUsage(synced);
        try {
            // While the file is locked: the next process has its own of the same names.
            journal.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store.close();
    }
}
