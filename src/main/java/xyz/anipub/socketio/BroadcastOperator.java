package xyz.anipub.socketio;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.Adapter;
import xyz.anipub.socketio.adapter.BroadcastOptions;

/**
 * A choice of sockets of one namespace and what can be done with them (protocol section 4). Immutable: each step makes
 * a new one, in any order, and any may be kept and used by any thread.
 *
 * <p>The members of several rooms are chosen once each. A socket's id is the name of a room of its own, in
 * {@code except}, too. No call blocks.
 */
public final class BroadcastOperator {

    private final String namespace;
    private final Adapter adapter;
    private final BroadcastOptions options;

    BroadcastOperator(String namespace, Adapter adapter, BroadcastOptions options) {
        this.namespace = namespace;
        this.adapter = adapter;
        this.options = options;
    }

    /**
     * Also the members of these rooms; of these only, if no room was named before.
     *
     * @throws IllegalArgumentException if no room is given: that would mean everybody
     */
    public BroadcastOperator to(String... rooms) {
        if (rooms.length == 0) {
            throw new IllegalArgumentException("no room given");
        }
        return with(options.to(List.of(rooms)));
    }

    /** The same as {@link #to}. */
    public BroadcastOperator in(String... rooms) {
        return to(rooms);
    }

    /** Without the members of these rooms. */
    public BroadcastOperator except(String... rooms) {
        return with(options.except(List.of(rooms)));
    }

    /** On this node only. */
    public BroadcastOperator local() {
        return with(options.local());
    }

    /** For events that may be lost: a socket that cannot take one at once misses it, attachments and all. */
    public BroadcastOperator asVolatile() {
        return with(options.asVolatile());
    }

    /**
     * Sends an event to the chosen sockets; it is encoded once.
     *
     * @param arguments anything that {@link Socket#emit} takes
     * @throws IllegalArgumentException if the name is reserved, or an argument is of another type
     */
    public void emit(String event, @Nullable Object... arguments) {
        adapter.broadcast(Outgoing.event(namespace, event, arguments), options);
    }

    /** Puts the chosen sockets into rooms. */
    public void socketsJoin(String... rooms) {
        adapter.joinAll(options, Set.copyOf(List.of(rooms)));
    }

    /**
     * Takes the chosen sockets out of rooms. Broadcasts to these rooms that begin on this node after the return do not
     * reach them.
     */
    public void socketsLeave(String... rooms) {
        adapter.leaveAll(options, Set.copyOf(List.of(rooms)));
    }

    /**
     * Disconnects the chosen sockets, like {@link Socket#disconnect}. After the return no broadcast that begins on
     * this node reaches them.
     *
     * @param close whether to close their connections, with all other namespaces on them, too
     */
    public void disconnectSockets(boolean close) {
        adapter.disconnectAll(options, close);
    }

    private BroadcastOperator with(BroadcastOptions changed) {
        return new BroadcastOperator(namespace, adapter, changed);
    }
}
