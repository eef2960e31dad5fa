package xyz.anipub.engineio.transport.container.carrier;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.IOStrategy;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.jspecify.annotations.Nullable;

/**
 * Has the selector's own thread read from the connections that were taken over, and leaves all others to the strategy that
 * the transport had: the way through a worker thread, and reading switched off and on for it, costs more than what is read.
 * Thread-safe; the monitor guards the fields.
 */
final class SelectorStrategies {

    private final Predicate<Connection<?>> ours;
    private final Map<TCPNIOTransport, ForOurs> installed = new HashMap<>();
    private boolean closed;

    SelectorStrategies(Predicate<Connection<?>> ours) {
        this.ours = ours;
    }

    synchronized void install(TCPNIOTransport transport) {
        if (!closed && !installed.containsKey(transport)) {
            ForOurs strategy = new ForOurs(ours, transport.getIOStrategy());
            installed.put(transport, strategy);
            transport.setIOStrategy(strategy);
        }
    }

    /** Puts the former strategies back; one that another has been put upon from then on leaves all to the former. */
    synchronized void close() {
        closed = true;
        installed.forEach((transport, strategy) -> {
            strategy.ours = connection -> false;
            if (transport.getIOStrategy() == strategy) {
                transport.setIOStrategy(strategy.others);
            }
        });
        installed.clear();
    }

    @SuppressWarnings("rawtypes") // As Grizzly has them.
    private static final class ForOurs implements IOStrategy {

        private volatile Predicate<Connection<?>> ours;
        private final IOStrategy others;

        ForOurs(Predicate<Connection<?>> ours, IOStrategy others) {
            this.ours = ours;
            this.others = others;
        }

        @Override
        public boolean executeIoEvent(Connection connection, IOEvent event) throws IOException {
            return executeIoEvent(connection, event, true);
        }

        @Override
        public boolean executeIoEvent(Connection connection, IOEvent event, boolean enabled) throws IOException {
            return strategy(connection).executeIoEvent(connection, event, enabled);
        }

        @Override
        public @Nullable Executor getThreadPoolFor(Connection connection, IOEvent event) {
            return strategy(connection).getThreadPoolFor(connection, event);
        }

        @Override
        public ThreadPoolConfig createDefaultWorkerPoolConfig(Transport transport) {
            return others.createDefaultWorkerPoolConfig(transport);
        }

        private IOStrategy strategy(Connection<?> connection) {
            return ours.test(connection) ? SameThreadIOStrategy.getInstance() : others;
        }
    }
}
