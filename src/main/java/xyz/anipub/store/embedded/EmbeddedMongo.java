package xyz.anipub.store.embedded;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;

/**
 * A MongoDB in this process for trying out: a server on a random loopback port over one file in a folder.
 *
 * <p>What it has acknowledged survives {@code kill -9}, and, unless a write asks for a concern without journal, a power
 * loss as far as the disk keeps its word. One thread runs all commands; {@link GroupCommit} says when replies leave. It knows no transactions, sessions or change streams.
 * Its indexes are plain or unique, hold no arrays, and ignore every other option; a query reads a stretch of the index
 * whose leading fields it fixes or whose next field it bounds, and everything if there is none.
 */
public final class EmbeddedMongo implements AutoCloseable {

    private static final Logger LOG = System.getLogger(EmbeddedMongo.class.getName());

    private static final int DISK_SECONDS = 5;

    private final String secret = new BigInteger(128, new SecureRandom()).toString(36);
    private final MVStore store;
    private final EventLoopGroup loops;
    private final ExecutorService disk;
    private final GroupCommit groupCommit;
    private final ChannelGroup clients;
    private final Channel listener;

    private EmbeddedMongo(MVStore store) {
        this.store = store;
        loops = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("anipub-embedded-mongo", true), NioIoHandler.newFactory());
        EventLoop loop = loops.next();
        clients = new DefaultChannelGroup(loop);
        disk = Executors.newSingleThreadExecutor(new DefaultThreadFactory("anipub-embedded-mongo-disk", true));
        groupCommit = new GroupCommit(store, loop, disk);
        GroupCommitCompaction compaction = new GroupCommitCompaction(store, groupCommit);
        loop.scheduleWithFixedDelay(
                compaction::round,
                GroupCommitCompaction.INTERVAL,
                GroupCommitCompaction.INTERVAL,
                TimeUnit.MILLISECONDS);
        listener = listen(new EmbeddedMongoBackend(store));
    }

    /**
     * Opens the store in {@code folder}, which is created if missing, and starts the server.
     *
     * @throws EmbeddedMongoUnavailableException if another process uses the folder, or its file cannot be read
     */
    public static EmbeddedMongo open(Path folder) {
        MVStore store = EmbeddedMongoFile.open(folder);
        EmbeddedMongo mongo;
        try {
            mongo = new EmbeddedMongo(store);
        } catch (RuntimeException e) {
            store.closeImmediately();
            throw e;
        } finally {
            forgetThread();
        }
        LOG.log(
                Level.WARNING,
                "No MONGODB_URI is set: messages are kept in the embedded store in {0}, which is for trying out."
                        + " Set MONGODB_URI=mongodb://host:27017/anipub to use a MongoDB.",
                folder.toAbsolutePath().normalize());
        return mongo;
    }

    /** What a MongoDB driver needs to connect, with a password: nobody else gets in. It names no database. */
    public String connectionString() {
        InetSocketAddress address = (InetSocketAddress) listener.localAddress();
        return "mongodb://" + EmbeddedMongoGate.USER + ":" + secret + "@127.0.0.1:" + address.getPort()
                + "/?authMechanism=PLAIN&directConnection=true&retryWrites=false&retryReads=false";
    }

    /** Whether it cannot write any more, and answers nobody until a restart. Any thread may ask. */
    public boolean isBroken() {
        return groupCommit.isBroken();
    }

    private Channel listen(MongoBackend backend) {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(
                                        new MongoWireReplyEncoder(),
                                        new MongoWireMessageEncoder(),
                                        new MongoWireProtocolHandler(),
                                        groupCommit.holdBack(),
                                        new EmbeddedMongoGate(secret),
                                        new MongoDatabaseHandler(backend, clients),
                                        new MongoExceptionHandler());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    /** Stops the server and its threads, then closes the file. Close the clients first. Calling it again does nothing. */
    @Override
    public void close() {
        if (loops.isShuttingDown()) {
            return;
        }
        listener.close().syncUninterruptibly();
        clients.close().syncUninterruptibly();
        loops.submit(groupCommit::end).syncUninterruptibly();
        disk.shutdown();
        awaitDisk();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        groupCommit.release();
        store.close();
        forgetThread();
    }

    /** The container's thread outlives the application, and would keep its classes by what Netty has noted there. */
    private static void forgetThread() {
        FastThreadLocal.removeAll();
    }

    private void awaitDisk() {
        try {
            if (!disk.awaitTermination(DISK_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "The disk has not answered for {0} s.", DISK_SECONDS);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
