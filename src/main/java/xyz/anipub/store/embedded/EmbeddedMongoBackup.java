package xyz.anipub.store.embedded;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import xyz.anipub.store.embedded.file.CheckedFile;
import xyz.anipub.store.embedded.file.JournaledStore;

/**
 * Copies the store beside its file when somebody who may write into its folder asks for it by a file named {@value #WANTED}.
 *
 * <p>Everything acknowledged when the copy begins is in it, and it is in a state that the store had. Commands and commits go on: a
 * version is held in use, so that nothing of it is overwritten, and a thread copies the file. The copy gets its name when it has
 * been opened and so checked; then the wish goes, or becomes {@value #FAILED}. One at a time.
 */
final class EmbeddedMongoBackup {

    static final String WANTED = "backup.now";
    static final String FAILED = "backup.failed";
    static final String COPY = "anipub-backup.mv.db";

    private static final Logger LOG = System.getLogger(EmbeddedMongoBackup.class.getName());
    private static final String PART = COPY + ".part";

    /** Bytes that the disk must have left afterwards: else the copy would stop the chat that it is of. */
    private static final long SPARE = 64 << 20;

    private final Path folder;
    private final Executor loop;
    private @Nullable Thread copying;
    /** When the last wish was made, until it is gone: what failed once is not done again and again. */
    private @Nullable FileTime tried;
    /** Set under the lock, under which a copy gets its name. */
    private volatile boolean stopping;

    /** @param loop the server's event loop */
    EmbeddedMongoBackup(Path folder, Executor loop) {
        this.folder = folder;
        this.loop = loop;
    }

    /** Begins a copy if one is wanted. On the event loop. */
    void round(JournaledStore journaled, GroupCommit groupCommit) {
        if (copying != null || stopping) {
            return;
        }
        FileTime wanted = wanted();
        if (wanted == null || wanted.equals(tried)) {
            tried = wanted;
            return;
        }
        if (!groupCommit.checkpoint()) {
            return; // the next round may
        }
        tried = wanted;
        MVStore store = journaled.store();
        MVStore.TxCounter use = store.registerVersionUsage();
        CheckedFile file = journaled.file();
        long version = file.lastChunkVersion();
        Thread thread = new Thread(
                () -> {
                    try {
                        copy(file, version);
                    } finally {
                        end(store, use);
                    }
                },
                "anipub-embedded-mongo-backup");
        thread.setDaemon(true);
        thread.start();
        copying = thread;
    }

    private @Nullable FileTime wanted() {
        Path wanted = folder.resolve(WANTED);
        try {
            return Files.exists(wanted) ? Files.getLastModifiedTime(wanted) : null;
        } catch (IOException justGone) {
            return null;
        }
    }

    private void end(MVStore store, MVStore.TxCounter use) {
        try {
            loop.execute(() -> {
                copying = null;
                if (!store.isClosed()) {
                    store.deregisterVersionUsage(use);
                }
            });
        } catch (RejectedExecutionException stopping) {
            LOG.log(Level.DEBUG, "The store stops with a backup", stopping);
        }
    }

    /**
     * Begins no copy any more, and lets none get its name; the wish stays. On the event loop.
     *
     * @return what copies still, and ends soon: not interrupted, as this would close the file under the store, too
     */
    synchronized Optional<Thread> stop() {
        stopping = true;
        return Optional.ofNullable(copying);
    }

    private void copy(CheckedFile file, long version) {
        Path wanted = folder.resolve(WANTED);
        Path failed = folder.resolve(FAILED);
        // A thread that a former deployment could not end may write its own still.
        Path part = folder.resolve(PART + "." + UUID.randomUUID());
        try {
            Files.deleteIfExists(failed);
            deleteParts();
            checkSpace(file);
            try (FileChannel to = EmbeddedMongoFile.createNew(part)) {
                file.copyTo(to, () -> stopping);
            }
            EmbeddedMongoFile.check(part, version);
            if (!publish(part)) {
                Files.deleteIfExists(part);
                return;
            }
            Files.delete(wanted);
        } catch (IOException | RuntimeException failure) {
            if (stopping) {
                LOG.log(Level.DEBUG, "The store stops with a backup", failure);
                deleteParts();
                return;
            }
            LOG.log(Level.ERROR, "The embedded store could not be copied", failure);
            deleteParts();
            giveUp(wanted, failed);
        }
    }

    private void checkSpace(CheckedFile file) throws IOException {
        long usable = Files.getFileStore(folder).getUsableSpace();
        long needed = file.length() + SPARE;
        if (usable < needed) {
            throw new IOException("A copy needs " + needed + " bytes, and " + usable + " are free");
        }
    }

    private synchronized boolean publish(Path part) throws IOException {
        if (stopping) {
            return false;
        }
        Path copy = folder.resolve(COPY);
        Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
        LOG.log(Level.INFO, "The embedded store has been copied to {0}.", copy);
        try {
            EmbeddedMongoFile.sync(folder);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The disk may not know the name of the embedded store's copy yet", e);
        }
        return true;
    }

    private void deleteParts() {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, PART + "*")) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(Level.DEBUG, "What a backup has left stays", e);
        }
    }

    private static void giveUp(Path wanted, Path failed) {
        try {
            Files.move(wanted, failed, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The wish for a backup stays", e);
        }
    }
}
