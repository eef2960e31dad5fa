package xyz.anipub.boot;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.settings.Settings;

/**
 * The application's own threads, made by the container's thread factory. Not its executor: on Payara that captures
 * context for every task, some 90 us each.
 *
 * <p>Handlers of sockets and lanes of rooms have a pool each, so that neither can wait for a thread that the other
 * holds. Their queues are bounded by what is bounded elsewhere: two tasks per session, one per active room. What only
 * computes has few threads of its own, so that it waits for no database.
 */
@SingletonBean
class ExecutorProducer {

    private static final int STOP_SECONDS = 5;

    private static final int COMPRESSORS = 2;

    /** Some hundred answers of some kilobytes are compressed in a few milliseconds; more leave as they are. */
    private static final int COMPRESSIONS = 256;

    private ThreadPoolExecutor handlers;
    private ThreadPoolExecutor lanes;
    private ThreadPoolExecutor cluster;
    private ThreadPoolExecutor compressors;
    private ThreadPoolExecutor writers;
    private ScheduledThreadPoolExecutor timers;
    private ScheduledThreadPoolExecutor chores;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Settings settings;

    @PostConstruct
    void start() {
        handlers = pool(settings.number("anipub.threads.handlers", 32), Integer.MAX_VALUE);
        lanes = pool(settings.number("anipub.threads.lanes", 16), Integer.MAX_VALUE);
        cluster = pool(settings.number("anipub.threads.cluster", 4), Integer.MAX_VALUE);
        compressors = pool(COMPRESSORS, COMPRESSIONS);
        writers = pool(
                settings.number(
                        "anipub.threads.writers", EngineConfig.standard().drainers()),
                Integer.MAX_VALUE);
        timers = timers(1);
        chores = timers(1);
    }

    EngineThreads ofEngine() {
        return new EngineThreads(handlers, writers, compressors, timers);
    }

    /** Handles what other nodes send: bounded by what may wait in each namespace. Without other nodes it has no thread. */
    Executor ofCluster() {
        return cluster;
    }

    /** Runs what must not be late and never waits: heartbeats, timeouts, expiries. */
    @Produces
    @Singleton
    ScheduledExecutorService timers() {
        return timers;
    }

    /** Runs what is due again and again and may wait for the database: {@link Duties} gives it a thread for each chain. */
    ScheduledThreadPoolExecutor chores() {
        return chores;
    }

    @Produces
    @Singleton
    RoomLanes roomLanes() {
        return new RoomLanes(lanes, settings.number("anipub.room.lane-max", 1000));
    }

    /** Those for tasks that come by themselves, by name. */
    Map<String, ThreadPoolExecutor> pools() {
        return Map.of(
                "handlers",
                handlers,
                "lanes",
                lanes,
                "cluster",
                cluster,
                "compressors",
                compressors,
                "writers",
                writers);
    }

    /**
     * Lets what has begun end, for a bounded time. One after the other: handlers still tell lanes what has ended. Also if the deployment
     * has failed; twice is once.
     */
    @PreDestroy
    void stop() {
        for (ExecutorService each : List.of(chores, handlers, lanes, cluster, compressors, writers, timers)) {
            each.shutdown();
            try {
                if (!each.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                    each.shutdownNow();
                }
            } catch (InterruptedException stopping) {
                each.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }

    private ThreadPoolExecutor pool(int size, int waiting) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waiting), threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private ScheduledThreadPoolExecutor timers(int size) {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(size, threads);
        // Most timers are cancelled long before they are due; they must not pile up until then.
        pool.setRemoveOnCancelPolicy(true);
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return pool;
    }
}
