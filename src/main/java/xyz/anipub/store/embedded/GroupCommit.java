package xyz.anipub.store.embedded;

import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import xyz.anipub.store.embedded.file.JournaledStore;

/**
 * Holds every reply of the embedded server back until what it tells is stored: one write for all replies that wait
 * together, and one sync of the disk for those among them that were asked to outlive a power loss.
 *
 * <p>Commands and commits take turns on the server's only event loop, so a commit never falls between a document and its
 * index entries, and a reader never sees what a killed process could take back. The disk is waited for on a thread of
 * its own: commands go on meanwhile, and what they want synced shares the next sync. Until a sync has ended, nothing
 * overwrites what the state synced last is made of. Everything here is confined to the event loop but for the sync
 * itself. At most one entry per connection waits.
 */
final class GroupCommit {

    private static final Logger LOG = System.getLogger(GroupCommit.class.getName());

    private final JournaledStore store;
    private final Executor loop;
    private final Executor disk;
    private final Set<ChannelHandlerContext> untilCommit = new LinkedHashSet<>();
    private final Set<ChannelHandlerContext> untilSync = new LinkedHashSet<>();
    private boolean due;
    private boolean syncing;
    private boolean readOnly;
    private boolean quiet;
    /** Any thread may look. */
    private volatile boolean broken;

    private boolean ended;

    /**
     * @param loop the server's event loop
     * @param disk runs one task at a time, which waits for the disk
     */
    GroupCommit(JournaledStore store, Executor loop, Executor disk) {
        this.store = store;
        this.loop = loop;
        this.disk = disk;
    }

    /** The handler to put where requests are decoded already: it turns a flush into a wait for commit or sync. */
    ChannelDuplexHandler holdBack() {
        return new ChannelDuplexHandler() {

            private boolean mustBeSynced = true;

            @Override
            public void channelRead(ChannelHandlerContext ctx, Object request) {
                mustBeSynced = mustBeSynced(request);
                ctx.fireChannelRead(request);
            }

            @Override
            public void flush(ChannelHandlerContext ctx) {
                (mustBeSynced ? untilSync : untilCommit).add(ctx);
                // The end of a sync commits what waits for the next one.
                if (!due && !(mustBeSynced && syncing)) {
                    due = true;
                    // Tasks run after every socket that is ready now has been read.
                    loop.execute(GroupCommit.this::commit);
                }
            }
        };
    }

    private static boolean mustBeSynced(Object request) {
        if (request instanceof MongoMessage message) {
            return EmbeddedMongoReplies.mustBeSynced(message.getDocument());
        }
        // The old form of a query, with which drivers say hello.
        return !(request instanceof MongoQuery);
    }

    /** Stores everything that has been done, then lets the replies go that wait for no more. */
    void commit() {
        due = false;
        if (ended) {
            closeWaiting();
            return;
        }
        try {
            if (isBroken()) {
                throw new IllegalStateException("The embedded store is closed");
            }
            if (readOnly) {
                take(untilCommit).forEach(ChannelHandlerContext::flush);
                take(untilSync).forEach(ChannelHandlerContext::flush);
                return;
            }
            if (store.mustCheckpoint() && store.isAheadOfFile()) {
                if (store.isCheckpointing()) {
                    awaitCheckpoint();
                    return;
                }
                store.checkpoint();
            } else {
                store.write();
            }
        } catch (RuntimeException e) {
            fail(e);
            return;
        }
        take(untilCommit).forEach(ChannelHandlerContext::flush);
        sync();
    }

    /**
     * Writes to the file what the journal alone has, unless the disk does not have the last checkpoint yet.
     *
     * @return whether everything has been written to the file
     */
    boolean checkpoint() {
        if (ended || isBroken()) {
            return false;
        }
        if (!store.isAheadOfFile()) {
            return true;
        }
        if (readOnly || store.isCheckpointing()) {
            return false;
        }
        try {
            store.checkpoint();
        } catch (RuntimeException e) {
            fail(e);
            return false;
        }
        sync();
        return true;
    }

    /** Whoever waits for the next checkpoint waits for the last one to be on the disk, and for nothing that it has. */
    private void awaitCheckpoint() {
        if (!syncing) {
            sync(List.of());
        }
    }

    /** Has what was written synced, if somebody waits for that, unless the sync before is still on its way. */
    private void sync() {
        if (syncing || untilSync.isEmpty() && !store.isCheckpointing()) {
            return;
        }
        List<ChannelHandlerContext> replies = take(untilSync);
        if (store.isUnsynced()) {
            sync(replies);
        } else {
            replies.forEach(ChannelHandlerContext::flush);
        }
    }

    private void sync(List<ChannelHandlerContext> replies) {
        syncing = true;
        JournaledStore.Sync sync = store.sync();
        disk.execute(() -> {
            try {
                sync.await(); // for a power loss; a killed process keeps what was written
                loop.execute(() -> synced(sync, replies));
            } catch (RuntimeException e) {
                loop.execute(() -> failed(replies, e));
            }
        });
    }

    private void synced(JournaledStore.Sync sync, List<ChannelHandlerContext> replies) {
        syncing = false;
        if (isBroken()) {
            // The file may have been closed before it was waited for.
            replies.forEach(ChannelHandlerContext::close);
            return;
        }
        sync.end();
        replies.forEach(ChannelHandlerContext::flush);
        if (!untilSync.isEmpty() || !untilCommit.isEmpty() || store.isCheckpointing()) {
            commit();
        }
    }

    private void failed(List<ChannelHandlerContext> replies, RuntimeException failure) {
        syncing = false;
        // The system may report it once and forget what it could not write: no later success would be one.
        replies.forEach(ChannelHandlerContext::close);
        fail(failure);
    }

    /** Who waits is not answered, so nothing of what could not be written counts as stored. */
    private void fail(RuntimeException failure) {
        if (!broken && !ended) {
            LOG.log(
                    quiet ? Level.DEBUG : Level.ERROR,
                    "The embedded store cannot write to its disk: nothing is stored until the disk takes it",
                    failure);
        }
        broken = true;
        closeWaiting();
    }

    private void closeWaiting() {
        take(untilCommit).forEach(ChannelHandlerContext::close);
        take(untilSync).forEach(ChannelHandlerContext::close);
    }

    /** Whether a failure is logged as no error. On the event loop. */
    void setQuiet(boolean quiet) {
        this.quiet = quiet;
    }

    /** Whether it commits nothing: nobody may change anything meanwhile. On the event loop. */
    void setReadOnly(boolean readOnly) {
        this.readOnly = readOnly;
    }

    /** Whether the disk is being waited for. On the event loop. */
    boolean isSyncing() {
        return syncing;
    }

    /** The version that is on the disk for sure. On the event loop. */
    long syncedVersion() {
        return store.syncedVersion();
    }

    /** Whether nobody is answered any more, as something could not be written. Any thread may ask. */
    boolean isBroken() {
        return broken || store.isClosed();
    }

    /** Commits no more and answers nobody. On the event loop. */
    void end() {
        ended = true;
        untilCommit.clear();
        untilSync.clear();
    }

    private static List<ChannelHandlerContext> take(Set<ChannelHandlerContext> waiting) {
        List<ChannelHandlerContext> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}
