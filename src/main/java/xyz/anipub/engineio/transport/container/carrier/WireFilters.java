package xyz.anipub.engineio.transport.container.carrier;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.Processor;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.Filter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.ssl.SSLBaseFilter;
import xyz.anipub.engineio.transport.upgrade.UnsuitableContainerException;

/**
 * The chains of filters that lead from Grizzly's connections to their {@link GrizzlyWire}: the transport's filter, TLS if
 * there is some, and this one. One chain for each of Grizzly's, which are as many as listeners. Thread-safe.
 */
final class WireFilters extends BaseFilter {

    private static final Attribute<GrizzlyWire> WIRE =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(GrizzlyWire.class.getName());

    private final Map<FilterChain, FilterChain> chains = new ConcurrentHashMap<>();
    private final OpenSockets open;
    /** Connections that have been taken over and are not closed. */
    private final AtomicInteger taken = new AtomicInteger();

    private volatile boolean closed;

    WireFilters(OpenSockets open) {
        this.open = open;
    }

    /**
     * From the connection's next event on, it is the wire's.
     *
     * @throws UnsuitableContainerException after {@link #close}
     */
    @SuppressWarnings("unchecked") // A TCP connection's addresses are socket addresses.
    GrizzlyWire takeOver(Connection<?> connection, FilterChain theirs) {
        taken.incrementAndGet();
        if (closed) {
            leftBy(1);
            throw new UnsuitableContainerException("the application stops");
        }
        FilterChain ours = chains.computeIfAbsent(theirs, this::chain);
        GrizzlyWire wire = new GrizzlyWire((Connection<SocketAddress>) connection, theirs, ours.size() > 2);
        WIRE.set(connection, wire);
        connection.setProcessor(ours);
        return wire;
    }

    /** Whether a connection has been taken over. */
    boolean areOf(Connection<?> connection) {
        Processor<?> processor = connection.getProcessor();
        return processor instanceof FilterChain chain && chain.get(chain.size() - 1) == this;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        Buffer bytes = context.getMessage();
        GrizzlyWire wire = WIRE.get(context.getConnection());
        if (wire != null) {
            wire.received(bytes);
        }
        bytes.tryDispose();
        return context.getStopAction();
    }

    @Override
    public NextAction handleClose(FilterChainContext context) throws IOException {
        GrizzlyWire wire = WIRE.remove(context.getConnection());
        if (wire != null) {
            try {
                wire.ended("connection closed");
            } finally {
                // After that: whoever opens it meanwhile looks whether it has ended, and removes it.
                open.remove(wire);
                leftBy(1);
            }
        }
        return context.getStopAction();
    }

    /** Takes this filter out of the chains as soon as no connection needs it. */
    void close() {
        closed = true;
        leftBy(0);
    }

    /** Grizzly keeps requests to use them again, with their last connections and all chains that those have had. */
    private void leftBy(int connections) {
        if (taken.addAndGet(-connections) == 0 && closed) {
            chains.values().forEach(chain -> chain.set(chain.size() - 1, new BaseFilter()));
        }
    }

    private FilterChain chain(FilterChain theirs) {
        FilterChainBuilder ours = FilterChainBuilder.stateless().add(theirs.get(0));
        for (Filter filter : theirs) {
            if (filter instanceof SSLBaseFilter) {
                ours.add(filter);
            }
        }
        return ours.add(this).build();
    }
}
