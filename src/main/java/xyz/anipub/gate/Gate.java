package xyz.anipub.gate;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.IOStrategy;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.strategies.WorkerThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;

/**
 * Lets requests into the server from the moment its application runs until it is to stop; before and after that each is
 * answered by {@link ComeAgain}. Payara itself would answer 404, an empty 500 and an empty 200.
 *
 * <p>Payara takes it for the strategy by which its listener's events find a thread, which is the one place of a listener
 * that is configured by a class's name and sees the first connection before anything is read from it. Events are handed on
 * to the strategy that would be there without it; a request that is let in meets nothing of the gate.
 *
 * <p>It also keeps the application's files while that stops; see {@link UnpackedFiles}.
 *
 * <p>Safe for use by several threads. Requests that are in progress when it closes are left alone.
 */
public final class Gate implements IOStrategy {

    private static final Gate INSTANCE = new Gate();

    /** What Payara calls an application whose modules have all started. */
    private static final String APPLICATION_RUNS = "Application_Running";

    /** Before anything is stopped; the server waits until its listeners have returned. */
    private static final String SERVER_IS_TO_STOP = "prepare_shutdown";

    /** After everything has been stopped. */
    private static final String SERVER_HAS_STOPPED = "server_shutdown";

    private final UnpackedFiles files = new UnpackedFiles();
    private final IOStrategy workers = WorkerThreadIOStrategy.getInstance();
    private final HttpHandler comeAgain = new ComeAgain();
    private final Map<HttpServerFilter, HttpHandler> handlers = new HashMap<>();
    private boolean open;

    private Gate() {
        boolean follows = ServerLife.follow(this::follow);
        open = !follows;
        if (follows) {
            files.keep();
        }
    }

    /** Called by Payara when it sets up a listener, long before an application is there. */
    public static Gate getInstance() {
        return INSTANCE;
    }

    private void follow(String event) {
        switch (event) {
            case APPLICATION_RUNS -> set(true);
            case SERVER_IS_TO_STOP -> set(false);
            case SERVER_HAS_STOPPED -> files.serverStopped();
            default -> {}
        }
    }

    private synchronized void set(boolean opened) {
        open = opened;
        handlers.forEach((filter, handler) -> filter.setHttpHandler(open ? handler : comeAgain));
    }

    /** A listener is seen by its first connection, as nothing tells when it is complete. */
    private synchronized void guard(Transport transport) {
        for (Object filter : (FilterChain) transport.getProcessor()) {
            if (filter instanceof HttpServerFilter door && !handlers.containsKey(door)) {
                handlers.put(door, door.getHttpHandler());
                door.setHttpHandler(open ? door.getHttpHandler() : comeAgain);
            }
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public boolean executeIoEvent(Connection connection, IOEvent event) throws IOException {
        return executeIoEvent(connection, event, true);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public boolean executeIoEvent(Connection connection, IOEvent event, boolean enabled) throws IOException {
        if (event == IOEvent.SERVER_ACCEPT) {
            guard(connection.getTransport());
        }
        return workers.executeIoEvent(connection, event, enabled);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Executor getThreadPoolFor(Connection connection, IOEvent event) {
        return workers.getThreadPoolFor(connection, event);
    }

    @Override
    public ThreadPoolConfig createDefaultWorkerPoolConfig(Transport transport) {
        return workers.createDefaultWorkerPoolConfig(transport);
    }
}
