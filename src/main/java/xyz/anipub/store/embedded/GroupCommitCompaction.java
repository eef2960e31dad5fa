package xyz.anipub.store.embedded;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import xyz.anipub.store.embedded.file.JournaledStore;

/**
 * Keeps the embedded store's file from growing with every update: a little work, many times a second, while less of the
 * file is live than it should be.
 *
 * <p>Runs on the server's event loop, between commands, because rewriting a piece of the file is itself a change that
 * the next checkpoint stores. One round writes little more than {@link #REWRITE} bytes. Freed pieces are used again; they are
 * not moved together, because the library's own assertions fail now and then when it does that.
 */
final class GroupCommitCompaction {

    private static final Logger LOG = System.getLogger(GroupCommitCompaction.class.getName());

    /** A file smaller than this many bytes is left alone. */
    private static final long WORTHWHILE = 16 << 20;

    /** Percent of the file that should be live. */
    private static final int FILL_RATE = 50;

    private static final int REWRITE = 1 << 20;

    private final JournaledStore store;
    private final GroupCommit groupCommit;

    GroupCommitCompaction(JournaledStore store, GroupCommit groupCommit) {
        this.store = store;
        this.groupCommit = groupCommit;
    }

    void round() {
        try {
            if (!store.isCheckpointing() && store.file().size() > WORTHWHILE && store.compact(FILL_RATE, REWRITE)) {
                groupCommit.checkpoint();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The embedded store's file could not be compacted", e);
        }
    }
}
