package xyz.anipub.socketio;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.SocketDetails;
import xyz.anipub.socketio.event.AckTimeoutException;
import xyz.anipub.socketio.event.SocketDisconnectedException;
import xyz.anipub.socketio.packet.Arguments;

/**
 * A socket of this node or of another one, as it was when it was looked for; see {@link BroadcastOperator#fetchSockets}.
 *
 * <p>Immutable. What is done with it reaches the socket wherever it is, and does nothing once it has left.
 */
public final class RemoteSocket {

    private final Namespace namespace;
    private final SocketDetails details;

    /** @param details as an adapter has found it */
    public RemoteSocket(Namespace namespace, SocketDetails details) {
        this.namespace = namespace;
        this.details = details;
    }

    public String id() {
        return details.sid();
    }

    /** The rooms it was in, its own id included. */
    public Set<String> rooms() {
        return details.rooms();
    }

    /**
     * What it came with: {@code headers}, {@code time}, {@code address}, {@code xdomain}, {@code secure},
     * {@code issued} (in ms), {@code url}, {@code query}, {@code auth} (protocol section 3.6). {@code auth} and
     * {@code headers} may hold secrets of the client.
     */
    public JsonObject handshake() {
        return Arguments.value(details.handshake()).asJsonObject();
    }

    /** What the application kept with it. See {@link Socket#data}. */
    public JsonObject data() {
        return Arguments.value(details.data()).asJsonObject();
    }

    /** The socket itself, if it is connected to this node. */
    public Optional<Socket> local() {
        return namespace.socket(id());
    }

    /** Sends it an event. See {@link Socket#emit}. */
    public void emit(String event, @Nullable Object... arguments) {
        alone().emit(event, arguments);
    }

    /**
     * Sends it an event and asks for an answer.
     *
     * @param wait how long for; at least 1 ms
     * @return as {@link Socket#emitWithAck}'s
     */
    public CompletionStage<List<JsonValue>> emitWithAck(Duration wait, String event, @Nullable Object... arguments) {
        return alone().timeout(wait).emitWithAck(event, arguments).thenApply(all -> all.answers().stream()
                .findFirst()
                .orElseThrow(() -> all.isComplete() ? new SocketDisconnectedException() : new AckTimeoutException()));
    }

    /** Puts it into rooms. */
    public void join(String... rooms) {
        alone().socketsJoin(rooms);
    }

    /** Takes it out of rooms. */
    public void leave(String... rooms) {
        alone().socketsLeave(rooms);
    }

    /** Disconnects it. See {@link Socket#disconnect}. */
    public void disconnect(boolean close) {
        alone().disconnectSockets(close);
    }

    @Override
    public String toString() {
        return "RemoteSocket[" + namespace.name() + " " + id() + "]";
    }

    private BroadcastOperator alone() {
        return namespace.to(id());
    }
}
