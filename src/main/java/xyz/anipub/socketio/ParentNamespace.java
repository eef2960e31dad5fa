package xyz.anipub.socketio;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.config.SocketLimits;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.connection.Timeouts;
import xyz.anipub.socketio.handshake.NamespaceMatcher;

/**
 * What namespaces that clients name have in common; see {@link SocketServer#of(NamespaceMatcher)}.
 *
 * <p>A child takes over the middlewares and all handlers that are there when it is made. What is
 * emitted here goes to all children on this node; answers and sockets cannot be asked for here, but from a child.
 *
 * <p>Thread-safe, without a lock. The children are bounded by {@link SocketLimits#maxChildNamespaces()}, but for those
 * that the application itself names.
 */
public final class ParentNamespace implements Handling {

    private final Map<String, Namespace> children = new ConcurrentHashMap<>();
    private final Namespace template;

    ParentNamespace(String name, SocketServerConfig config, Executor listener, Timeouts timeouts) {
        template = new Namespace(
                name,
                config,
                listener,
                timeouts,
                (path, emitter) -> new InMemoryAdapter(emitter, config.limits().maxRooms()));
    }

    /** Adds a check for the children to come. */
    @Override
    public void use(Middleware middleware) {
        template.use(middleware);
    }

    /** Sets the check in front of the middlewares of children to come. See {@link Namespace#checkFirst}. */
    public void checkFirst(EntryCheck check) {
        template.checkFirst(check);
    }

    /** Adds a handler for the clients of children to come. */
    @Override
    public void onConnection(Consumer<Socket> handler) {
        template.onConnection(handler);
    }

    /** Sets the one who hears of failed handlers in the children to come. */
    @Override
    public void onHandlerError(FailureHandler handler) {
        template.onHandlerError(handler);
    }

    @Override
    public Handlers handlers() {
        return template.handlers();
    }

    /** Sends an event to everybody in all children on this node. */
    public void emit(String event, @Nullable Object... arguments) {
        broadcast().emit(event, arguments);
    }

    /** To everybody in all children on this node. */
    public BroadcastOperator broadcast() {
        return new BroadcastOperator(
                template,
                new ParentBroadcasting(children.values()),
                BroadcastOptions.everybody(),
                template.ackTimeout());
    }

    /** A snapshot. */
    public Collection<Namespace> children() {
        return List.copyOf(children.values());
    }

    void adopt(Namespace child) {
        template.copyTo(child);
    }

    void add(Namespace child) {
        children.put(child.name(), child);
    }

    void remove(Namespace child) {
        children.remove(child.name(), child);
    }
}
