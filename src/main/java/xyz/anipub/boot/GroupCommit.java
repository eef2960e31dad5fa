package xyz.anipub.boot;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.h2.mvstore.MVStore;

/**
 * Holds every reply of the embedded server back until what it tells is on the disk: one commit for all replies that wait
 * together.
 *
 * <p>Commands and commits take turns on the server's only event loop, so a commit never falls between a document and its
 * index entries, and a reader never sees what a crash could still take away. While a commit lasts, further requests
 * gather in their sockets; they run next and share the next commit. Everything here is confined to that event loop. At
 * most one entry per connection waits.
 */
final class GroupCommit {

    private static final Logger LOG = System.getLogger(GroupCommit.class.getName());

    private final MVStore store;
    private final Executor loop;
    private final Set<ChannelHandlerContext> waiting = new LinkedHashSet<>();

    GroupCommit(MVStore store, Executor loop) {
        this.store = store;
        this.loop = loop;
    }

    /** The handler to put nearest to the socket of each connection: it turns a flush into a wait for the commit. */
    ChannelOutboundHandlerAdapter holdBack() {
        return new ChannelOutboundHandlerAdapter() {
            @Override
            public void flush(ChannelHandlerContext ctx) {
                if (waiting.isEmpty()) {
                    // Tasks run after every socket that is ready now has been read.
                    loop.execute(GroupCommit.this::commit);
                }
                waiting.add(ctx);
            }
        };
    }

    /** Stores everything that has been done, then lets the replies go. */
    void commit() {
        List<ChannelHandlerContext> replies = List.copyOf(waiting);
        waiting.clear();
        try {
            if (store.isClosed()) {
                throw new IllegalStateException("The embedded store is closed");
            }
            if (store.hasUnsavedChanges()) {
                store.commit();
                store.sync(); // for a power loss; a killed process keeps what commit has written
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The embedded store cannot write any more; it answers nobody until a restart", e);
            replies.forEach(ChannelHandlerContext::close);
            return;
        }
        replies.forEach(ChannelHandlerContext::flush);
    }
}
