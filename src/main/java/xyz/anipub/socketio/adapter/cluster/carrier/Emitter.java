package xyz.anipub.socketio.adapter.cluster.carrier;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.Packet;
import xyz.anipub.socketio.packet.ReservedEvents;

/**
 * A choice of sockets of one namespace, for a process that has none of its own and only sends. Immutable: each step makes a new
 * one, and any may be kept and used by any thread. No call blocks; answers cannot be asked for.
 *
 * <p>All methods that send throw {@link IllegalArgumentException} if it is longer than others read.
 */
public final class Emitter {

    private final String namespace;
    private final Consumer<ClusterMessage> sender;
    private final BroadcastOptions options;

    /**
     * Everybody in a namespace.
     *
     * @param namespace with or without the leading slash
     * @param sender sends to all nodes
     */
    public Emitter(String namespace, Consumer<ClusterMessage> sender) {
        this(namespace.startsWith("/") ? namespace : "/" + namespace, sender, BroadcastOptions.everybody());
    }

    private Emitter(String namespace, Consumer<ClusterMessage> sender, BroadcastOptions options) {
        this.namespace = namespace;
        this.sender = sender;
        this.options = options;
    }

    /**
     * Also the members of these rooms; of these only, if no room was named before.
     *
     * @throws IllegalArgumentException if no room is given: that would mean everybody
     */
    public Emitter to(String... rooms) {
        if (rooms.length == 0) {
            throw new IllegalArgumentException("no room given");
        }
        return with(options.to(List.of(rooms)));
    }

    /** Without the members of these rooms. */
    public Emitter except(String... rooms) {
        return with(options.except(List.of(rooms)));
    }

    /** For events that may be lost. */
    public Emitter asVolatile() {
        return with(options.asVolatile());
    }

    /** Whether polling answers that carry the events may be compressed; true if not said. */
    public Emitter compress(boolean compress) {
        return with(options.with(options.flags().compressed(compress)));
    }

    /**
     * Sends an event to the chosen sockets.
     *
     * @param arguments null, texts, numbers, booleans, bytes, lists, maps with text keys, values of JSON
     * @throws IllegalArgumentException if the name is reserved, or an argument is of another type, too
     */
    public void emit(String event, @Nullable Object... arguments) {
        if (ReservedEvents.contains(event)) {
            throw new IllegalArgumentException("reserved event name: " + event);
        }
        sender.accept(new ClusterMessage.Broadcast(event(event, arguments), options));
    }

    /** Puts the chosen sockets into rooms. */
    public void socketsJoin(String... rooms) {
        sender.accept(new ClusterMessage.SocketsJoin(options, Set.of(rooms)));
    }

    /** Takes the chosen sockets out of rooms. */
    public void socketsLeave(String... rooms) {
        sender.accept(new ClusterMessage.SocketsLeave(options, Set.of(rooms)));
    }

    /**
     * Disconnects the chosen sockets.
     *
     * @param close whether to close their connections, with all other namespaces on them, too
     */
    public void disconnectSockets(boolean close) {
        sender.accept(new ClusterMessage.DisconnectSockets(options, close));
    }

    /** Tells an event to all servers; whatever sockets were chosen. */
    public void serverSideEmit(String event, @Nullable Object... arguments) {
        sender.accept(new ClusterMessage.ServerSideEmit(event(event, arguments)));
    }

    private Packet.Event event(String name, @Nullable Object... arguments) {
        Packet.Event event = Packet.Event.of(namespace, name, Arguments.of(arguments));
        return new Packet.Event(namespace, OptionalLong.empty(), event.values());
    }

    private Emitter with(BroadcastOptions changed) {
        return new Emitter(namespace, sender, changed);
    }
}
