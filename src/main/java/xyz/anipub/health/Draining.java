package xyz.anipub.health;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.engineio.Engine;
import xyz.anipub.socketio.SocketServer;

/**
 * How a node empties itself before it stops (decision record 24). It {@linkplain #isLeaving leaves}: load balancers are told that it
 * is not ready, and it serves as ever until they have noticed. Then it {@linkplain #isRefusing refuses} what is new, closes its
 * connections little by little, so that their clients come back on other nodes, and waits for the requests that are under way.
 *
 * <p>It takes no longer than {@link DrainLimits} say and {@link #LAST_REQUESTS} and {@link #LAST_WORDS} besides; where nobody
 * is connected and no balancer asks, no time at all. Nothing of it is undone. Thread-safe.
 */
@SingletonBean
public class Draining {

    /** For requests that are under way, and events that wait for their answer: as long as a call of the database may take. */
    static final Duration LAST_REQUESTS = Duration.ofSeconds(5);

    /** For what is queued to leave, and for clients to answer the close of their connection. */
    static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(Draining.class.getName());

    private final SocketServer server;
    private final Engine engine;
    private final Watch watch;
    private final DrainLimits limits;
    private final AtomicInteger underWay = new AtomicInteger();
    private final FutureTask<Void> emptying = new FutureTask<>(this::letGo, null);
    private final CountDownLatch hurry = new CountDownLatch(1);
    private volatile boolean leaving;
    private volatile boolean refusing;

    @Inject
    public Draining(SocketServer server, Engine engine, Watch watch, DrainLimits limits) {
        this.server = server;
        this.engine = engine;
        this.watch = watch;
        this.limits = limits;
    }

    /** Whether clients should be sent to other nodes from now on. */
    public boolean isLeaving() {
        return leaving;
    }

    /** Whether nobody new is served any more. */
    public boolean isRefusing() {
        return refusing;
    }

    /**
     * A request has come. {@link #ended} has to follow.
     *
     * @return false if it is to be refused
     */
    boolean begun() {
        // In this order: whoever sees none under way after it has begun to refuse misses none.
        underWay.incrementAndGet();
        return !refusing;
    }

    /** The answer to a request has been given. */
    void ended() {
        underWay.decrementAndGet();
    }

    /** Empties the node that is about to be told to stop; returns when it is empty or its time is over. */
    public void drain() {
        leaving = true;
        if (watch.isKept()) {
            LOG.log(System.Logger.Level.INFO, "Draining: load balancers have {0} to notice.", limits.notice());
            pause(limits.notice());
        }
        empty();
    }

    /** The same without notice, as nobody can be served any more. If it has been done already, nothing happens. */
    public void empty() {
        leaving = true;
        emptying.run();
        try {
            emptying.get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException bug) {
            LOG.log(System.Logger.Level.ERROR, "This node could not empty itself; it stops all the same.", bug);
        }
    }

    /** Has {@link #drain} return as soon as it can. */
    public void hurry() {
        hurry.countDown();
    }

    private void letGo() {
        refusing = true;
        int connections = engine.sessionCount();
        if (connections > 0) {
            LOG.log(System.Logger.Level.INFO, "Draining: {0} connections are being closed.", connections);
            release(connections);
        }
        await(LAST_REQUESTS, () -> server.release(Integer.MAX_VALUE, true) == 0 && underWay.get() == 0);
        server.release(Integer.MAX_VALUE, false);
        await(LAST_WORDS, () -> engine.sessionCount() == 0);
    }

    /** Some at each tick, until all are closed or the time is over; none of which an event waits for its answer. */
    private void release(int connections) {
        long begun = System.nanoTime();
        long elapsed = 0;
        int left = connections;
        while (left > 0 && elapsed < limits.time().toNanos()) {
            int late = limits.due(connections, Duration.ofNanos(elapsed)) - (connections - left);
            left = server.release(Math.max(DrainLimits.FEW, late), true);
            if (left > 0 && pause(DrainLimits.TICK)) {
                return;
            }
            elapsed = System.nanoTime() - begun;
        }
    }

    private void await(Duration most, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - begun < most.toNanos()) {
            if (pause(Duration.ofMillis(10))) {
                return;
            }
        }
    }

    /** @return whether to hurry */
    private boolean pause(Duration time) {
        try {
            return hurry.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            hurry.countDown();
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
