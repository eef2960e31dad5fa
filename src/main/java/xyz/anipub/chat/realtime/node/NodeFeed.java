package xyz.anipub.chat.realtime.node;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.json.Json;
import xyz.anipub.socketio.server.SocketServer;

/**
 * Replicates state of which each node has its own part: numbered messages {@code {kind, node, number, …}} carry changes; a node that has
 * missed one requests the whole part, which is sent with the next beat, once for all requests; a node that leaves sends a last message.
 * What the messages carry, and when one counts as missed, its users decide.
 *
 * <p>Thread-safe. Whoever sends numbered messages keeps them in their order.
 */
public final class NodeFeed {

    private static final String KIND = "kind";
    private static final String NODE = "node";
    private static final String NUMBER = "number";
    private static final String WANTED = "wanted";
    private static final String HELLO = "hello";
    private static final String GONE = "gone";

    private final NodeEvent event;
    private final NodeId me;
    private final AtomicBoolean allWanted = new AtomicBoolean();
    private volatile boolean left;

    /** Hears what another node has sent. May throw what reading JSON that is malformed, or ids, throws. */
    @FunctionalInterface
    public interface Listener {
        void received(NodeId node, String kind, JsonObject message);
    }

    public NodeFeed(SocketServer server, String name, NodeId me) {
        this.event = new NodeEvent(server, name);
        this.me = me;
    }

    /** Whether there may be other nodes. */
    public boolean isShared() {
        return event.isShared();
    }

    /**
     * Takes part from now on. To be called once, before the first socket. Both are called on threads of the adapter, which they must
     * not block.
     *
     * @param gone hears which node has left
     */
    public void watch(Listener listener, Consumer<NodeId> gone) {
        event.on(message -> received(message, listener, gone));
    }

    private void received(JsonObject message, Listener listener, Consumer<NodeId> gone) {
        NodeId node = new NodeId(message.getString(NODE));
        String kind = message.getString(KIND);
        boolean isMine = node.equals(me);
        switch (kind) {
            // Here the node is the one that is asked.
            case WANTED -> wanted(isMine);
            case HELLO -> wanted(!isMine);
            case GONE -> gone.accept(node);
            default -> {
                if (!isMine) {
                    listener.received(node, kind, message);
                }
            }
        }
    }

    private void wanted(boolean ofMe) {
        if (ofMe) {
            allWanted.set(true);
        }
    }

    /** The number of a message. */
    public static long number(JsonObject message) {
        return message.getJsonNumber(NUMBER).longValueExact();
    }

    /** Asks all other nodes for all that they have. */
    public void askAll() {
        send(message(HELLO));
    }

    /** Asks one. */
    public void ask(NodeId node) {
        event.send(Json.createObjectBuilder()
                .add(KIND, WANTED)
                .add(NODE, node.value())
                .build());
    }

    /** Whether somebody has asked for all that this node has, since this was called last. */
    public boolean takeWanted() {
        return allWanted.getAndSet(false);
    }

    /** A message of this node, to be sent. */
    public JsonObjectBuilder message(String kind) {
        return Json.createObjectBuilder().add(KIND, kind).add(NODE, me.value());
    }

    /** A numbered one. */
    public JsonObjectBuilder message(String kind, long number) {
        return message(kind).add(NUMBER, number);
    }

    /** To all other nodes, unless this one has left. Never waits. */
    public void send(JsonObjectBuilder message) {
        if (!left) {
            event.send(message.build());
        }
    }

    /** Has the others end this node's part at once; they hear nothing more of it. */
    public void leave() {
        send(message(GONE));
        left = true;
    }

    /** Whether this node has left. */
    public boolean hasLeft() {
        return left;
    }
}
