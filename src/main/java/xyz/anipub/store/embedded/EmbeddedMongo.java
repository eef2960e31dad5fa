package xyz.anipub.store.embedded;

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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStoreException;
import xyz.anipub.store.embedded.file.JournaledStore;
import xyz.anipub.store.embedded.file.SpaceProbe;

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

    /** Milliseconds between two rounds of what is due again and again. */
    private static final int INTERVAL = 100;

    /** After how many rounds there is a checkpoint, and the disk is asked whether somebody wants a copy. */
    private static final int SECOND = 10;

    /** After how many rounds a disk is tried again that has refused something. */
    private static final int TRY_AGAIN = 10;

    /** So many at most between two times that the file is opened: that may have to read all of it, and nobody is answered meanwhile. */
    private static final int TRY_SELDOM = 600;

    private final String secret = new BigInteger(128, new SecureRandom()).toString(36);
    private final Path file;
    private final String way;
    private final EventLoopGroup loops;
    private final EventLoop loop;
    private final ExecutorService disk;
    private final EmbeddedMongoBackup backup;
    private final ChannelGroup clients;
    private final Channel listener;
    /** Replaced on the loop. */
    private volatile EmbeddedMongoRun run;

    private int rounds;
    private int openAgain;
    /** Rounds to wait after the next opening; doubled by each until there was peace for a while. */
    private int pause = TRY_AGAIN;

    /** From then on a failure is a new trouble. */
    private int loud;

    private int probeAgain;
    private boolean probing;
    private String whyNot = "";

    private EmbeddedMongo(Path file, String way, JournaledStore store) {
        this.file = file;
        this.way = way;
        loops = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("anipub-embedded-mongo", true), NioIoHandler.newFactory());
        loop = loops.next();
        clients = new DefaultChannelGroup(loop);
        disk = Executors.newSingleThreadExecutor(new DefaultThreadFactory("anipub-embedded-mongo-disk", true));
        backup = new EmbeddedMongoBackup(
                Objects.requireNonNull(file.toAbsolutePath().getParent()), loop);
        run = EmbeddedMongoRun.of(store, loop, disk);
        loop.scheduleWithFixedDelay(this::round, INTERVAL, INTERVAL, TimeUnit.MILLISECONDS);
        listener = listen();
    }

    /**
     * Opens the store in {@code folder}, which is created if missing, and starts the server.
     *
     * @throws EmbeddedMongoUnavailableException if another process uses the folder, or its file cannot be read
     */
    public static EmbeddedMongo open(Path folder) {
        return open(folder, "");
    }

    /** @param way what the library's names of files have in front of them: nothing, or a test's own way to the disk */
    static EmbeddedMongo open(Path folder, String way) {
        Path file = EmbeddedMongoFile.in(folder);
        JournaledStore store = EmbeddedMongoFile.open(file, way, Long.MAX_VALUE);
        EmbeddedMongo mongo;
        try {
            mongo = new EmbeddedMongo(file, way, store);
        } catch (MVStoreException e) {
            store.abandon();
            throw EmbeddedMongoFile.unavailable(file, e);
        } catch (RuntimeException e) {
            store.abandon();
            throw e;
        } finally {
            forgetThread();
        }
        LOG.log(
                Level.WARNING,
                "No MONGODB_URI is set: messages are kept in the embedded store in {0}, which is for trying out."
                        + " Set MONGODB_URI=mongodb://host:27017/anipub to use a MongoDB.",
                file.getParent());
        return mongo;
    }

    /** What a MongoDB driver needs to connect, with a password: nobody else gets in. It names no database. */
    public String connectionString() {
        InetSocketAddress address = (InetSocketAddress) listener.localAddress();
        return "mongodb://" + EmbeddedMongoGate.USER + ":" + secret + "@127.0.0.1:" + address.getPort()
                + "/?authMechanism=PLAIN&directConnection=true&retryWrites=false&retryReads=false";
    }

    /** Whether it answers nobody, as its file cannot be opened again. That is tried after a second, later once a minute. Any thread may ask. */
    public boolean isBroken() {
        return run.isBroken();
    }

    /** Whether it answers reads alone, as its disk takes nothing. That is tried once a second. Any thread may ask. */
    public boolean isReadOnly() {
        return run.isReadOnly();
    }

    private void round() {
        rounds++;
        try {
            if (run.isBroken()) {
                // A sync that is under way has the file still.
                if (!run.groupCommit().isSyncing() && rounds >= openAgain) {
                    if (rounds >= openAgain + TRY_SELDOM) {
                        pause = TRY_AGAIN;
                        whyNot = "";
                    }
                    openAgain = rounds + pause;
                    pause = Math.min(2 * pause, TRY_SELDOM);
                    openAgain();
                }
                return;
            }
            if (rounds >= loud) {
                run.setQuiet(false);
            }
            if (run.isReadOnly() && !probing && rounds >= probeAgain) {
                probeAgain = rounds + TRY_AGAIN;
                probing = true;
                disk.execute(this::probe);
            }
            run.round();
            if (rounds % SECOND == 0) {
                run.checkpoint();
                run.backUp(backup);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The embedded store could not be looked after", e);
        }
    }

    /** What was acknowledged is in the file. Clients connect again. */
    private void openAgain() {
        long synced = run.groupCommit().syncedVersion();
        run.abandon();
        clients.close();
        try {
            JournaledStore store = EmbeddedMongoFile.open(file, way, synced);
            run = EmbeddedMongoRun.of(store, loop, disk);
            run.setReadOnly(true);
            run.setQuiet(true);
            loud = rounds + TRY_SELDOM;
        } catch (RuntimeException e) {
            if (!e.toString().equals(whyNot)) {
                whyNot = e.toString();
                LOG.log(Level.ERROR, "The embedded store cannot be opened again yet", e);
            }
        }
    }

    private void probe() {
        boolean isThere = SpaceProbe.isThereRoom(way + file + ".probe");
        loop.execute(() -> {
            probing = false;
            if (isThere && run.isReadOnly()) {
                run.setReadOnly(false);
                LOG.log(Level.INFO, "The embedded store writes again.");
            }
        });
    }

    private Channel listen() {
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
                                        run.groupCommit().holdBack(),
                                        new EmbeddedMongoGate(secret),
                                        new EmbeddedMongoRefusal(run),
                                        new MongoDatabaseHandler(run.backend(), clients),
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
        Optional<Thread> copying = loop.submit(() -> {
                    run.end();
                    return backup.stop();
                })
                .syncUninterruptibly()
                .getNow();
        disk.shutdown();
        awaitDisk(copying);
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        run.close();
        forgetThread();
    }

    /** The container's thread outlives the application, and would keep its classes by what Netty has noted there. */
    private static void forgetThread() {
        FastThreadLocal.removeAll();
    }

    private void awaitDisk(Optional<Thread> copying) {
        try {
            long start = System.nanoTime();
            boolean ended = disk.awaitTermination(DISK_SECONDS, TimeUnit.SECONDS);
            if (copying.isPresent()) {
                long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                // 0 would be for ever.
                copying.get().join(Math.max(1, DISK_SECONDS * 1_000 - waited));
                ended &= !copying.get().isAlive();
            }
            if (!ended) {
                LOG.log(Level.WARNING, "The disk has not answered for {0} s.", DISK_SECONDS);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
