package xyz.anipub.store.embedded;

import de.bwaldvogel.mongo.MongoBackend;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import xyz.anipub.store.embedded.file.JournaledStore;

/**
 * The embedded store from one opening of its file to the next: a write that fails ends it, as the library closes the file then
 * and as what is in memory is no longer what was acknowledged. On the event loop, unless said otherwise.
 */
final class EmbeddedMongoRun {

    private static final Logger LOG = System.getLogger(EmbeddedMongoRun.class.getName());

    private final JournaledStore store;
    private final GroupCommit groupCommit;
    private final GroupCommitCompaction compaction;
    private final MongoBackend backend;
    /** Any thread may look. */
    private volatile boolean readOnly;

    /** @throws RuntimeException if the file cannot be read; it is closed then */
    static EmbeddedMongoRun of(JournaledStore store, Executor loop, Executor disk) {
        try {
            return new EmbeddedMongoRun(store, loop, disk);
        } catch (RuntimeException e) {
            store.abandon();
            throw e;
        }
    }

    private EmbeddedMongoRun(JournaledStore store, Executor loop, Executor disk) {
        this.store = store;
        groupCommit = new GroupCommit(store, loop, disk);
        compaction = new GroupCommitCompaction(store, groupCommit);
        backend = new EmbeddedMongoBackend(store);
    }

    GroupCommit groupCommit() {
        return groupCommit;
    }

    MongoBackend backend() {
        return backend;
    }

    /** Whether it has failed. Any thread may ask. */
    boolean isBroken() {
        return groupCommit.isBroken();
    }

    /** Whether it only answers reads. Any thread may ask. */
    boolean isReadOnly() {
        return readOnly;
    }

    /** Whether a failure is none to speak of, as the trouble has been told. */
    void setQuiet(boolean quiet) {
        groupCommit.setQuiet(quiet);
    }

    void setReadOnly(boolean readOnly) {
        this.readOnly = readOnly;
        groupCommit.setReadOnly(readOnly);
    }

    /** What is due many times a second. */
    void round() {
        if (!readOnly) {
            compaction.round();
        }
    }

    /** What is due once a second: the next start has no more than that to make once more. */
    void checkpoint() {
        groupCommit.checkpoint();
    }

    /** Begins a copy, if one is wanted: asks the disk for that. */
    void backUp(EmbeddedMongoBackup backup) {
        backup.round(store, groupCommit);
    }

    /** Answers nobody any more. */
    void end() {
        groupCommit.end();
    }

    /** Gives the file up as it is. */
    void abandon() {
        end();
        store.abandon();
    }

    /** Closes the file. After loop and disk have stopped; any thread. */
    void close() {
        try {
            if (readOnly || isBroken()) {
                // What the disk has refused must not be called closed in order.
                store.abandon();
            } else if (!store.isClosed()) {
                store.close();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The embedded store's file could not be closed in order", e);
            store.abandon();
        }
    }
}
