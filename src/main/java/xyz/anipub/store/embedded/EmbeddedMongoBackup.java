package xyz.anipub.store.embedded;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.h2.mvstore.MVStore;
import xyz.anipub.store.embedded.file.CheckedFile;

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

    private final Path folder;
    private final Executor loop;
    private boolean running;

    /** @param loop the server's event loop */
    EmbeddedMongoBackup(Path folder, Executor loop) {
        this.folder = folder;
        this.loop = loop;
    }

    /** Begins a copy if one is wanted. On the event loop. */
    void round(MVStore store, GroupCommit groupCommit) {
        if (running || !Files.exists(folder.resolve(WANTED))) {
            return;
        }
        groupCommit.commit();
        if (groupCommit.isBroken()) {
            return;
        }
        running = true;
        MVStore.TxCounter version = store.registerVersionUsage();
        Thread copying = new Thread(
                () -> {
                    copy((CheckedFile) store.getFileStore());
                    end(store, version);
                },
                "anipub-embedded-mongo-backup");
        copying.setDaemon(true);
        copying.start();
    }

    private void end(MVStore store, MVStore.TxCounter version) {
        try {
            loop.execute(() -> {
                running = false;
                if (!store.isClosed()) {
                    store.deregisterVersionUsage(version);
                }
            });
        } catch (RejectedExecutionException stopping) {
            LOG.log(Level.DEBUG, "The store stops with a backup", stopping);
        }
    }

    private void copy(CheckedFile file) {
        Path wanted = folder.resolve(WANTED);
        Path part = folder.resolve(PART);
        Path failed = folder.resolve(FAILED);
        Path copy = folder.resolve(COPY);
        try {
            Files.deleteIfExists(failed);
            Files.deleteIfExists(part);
            EmbeddedMongoFile.create(part);
            try (FileChannel to = FileChannel.open(part, StandardOpenOption.WRITE)) {
                file.copyTo(to);
            }
            EmbeddedMongoFile.open(part, "", Long.MAX_VALUE).close();
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
            EmbeddedMongoFile.sync(folder);
            LOG.log(Level.INFO, "The embedded store has been copied to {0}.", copy);
            Files.delete(wanted);
        } catch (IOException | RuntimeException failure) {
            LOG.log(Level.ERROR, "The embedded store could not be copied", failure);
            giveUp(part, wanted, failed);
        }
    }

    private static void giveUp(Path part, Path wanted, Path failed) {
        try {
            Files.deleteIfExists(part);
            Files.move(wanted, failed, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // Another try follows.
            LOG.log(Level.DEBUG, "The wish for a backup stays", e);
        }
    }
}
