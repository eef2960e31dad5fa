package xyz.anipub.socketio;

import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.config.SocketLimits;

/**
 * What namespaces that clients name have in common; see {@code SocketServer.of(NamespaceMatcher)}.
 *
 * <p>A child takes over the middlewares and all handlers that are there when it is made. What is
 * emitted here goes to all children on this node; answers and sockets cannot be asked for here, but from a child.
 *
 * <p>Thread-safe, without a lock. The children are bounded by {@link SocketLimits#maxChildNamespaces()}, but for those
 * that the application itself names.
 */
public interface ParentNamespace extends Handling {

    /** Adds a check for the children to come. */
    @Override
    void use(Middleware middleware);

    /** Sets the check in front of the middlewares of children to come. See {@link Namespace#checkFirst}. */
    void checkFirst(EntryCheck check);

    /** Adds a handler for the clients of children to come. */
    @Override
    void onConnection(Consumer<Socket> handler);

    /** Sets the one who hears of failed handlers in the children to come. */
    @Override
    void onHandlerError(FailureHandler handler);

    /** Sends an event to everybody in all children on this node. */
    void emit(String event, @Nullable Object... arguments);

    /** To everybody in all children on this node. */
    BroadcastOperator broadcast();

    /** A snapshot. */
    Collection<Namespace> children();
}
