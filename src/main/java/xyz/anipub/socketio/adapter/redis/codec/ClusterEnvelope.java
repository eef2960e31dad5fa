package xyz.anipub.socketio.adapter.redis.codec;

import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.BroadcastWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ClientAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ClientCount;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.DisconnectSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.FetchSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.FetchedSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideAnswer;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideEmit;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideEmitWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsJoin;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsLeave;
import xyz.anipub.socketio.adapter.cluster.carrier.Incoming;
import xyz.anipub.socketio.packet.Arguments;

/**
 * The cluster message format, which streams and sharded share: {@code {type, data, uid, nsp}} as a tree of values. Thread-safe.
 *
 * <p>Types 1, 2 and 13 are heartbeats of older versions: like types that nobody knows yet, they are passed over.
 */
final class ClusterEnvelope {

    static final int BROADCAST = 3;
    private static final int SOCKETS_JOIN = 4;
    private static final int SOCKETS_LEAVE = 5;
    private static final int DISCONNECT_SOCKETS = 6;
    private static final int FETCH_SOCKETS = 7;
    private static final int FETCH_SOCKETS_RESPONSE = 8;
    private static final int SERVER_SIDE_EMIT = 9;
    private static final int SERVER_SIDE_EMIT_RESPONSE = 10;
    private static final int BROADCAST_CLIENT_COUNT = 11;
    private static final int BROADCAST_ACK = 12;

    private final String namespace;
    private final String uid;

    ClusterEnvelope(String namespace, String uid) {
        this.namespace = namespace;
        this.uid = uid;
    }

    /** The parts of a message that say what it is. */
    record Content(int type, JsonValue fields) {}

    /** The whole message. */
    JsonValue wrap(ClusterMessage message) {
        Content content = content(message);
        Map<String, Object> wrapped = new LinkedHashMap<>();
        wrapped.put("type", content.type());
        wrapped.put("data", content.fields());
        wrapped.putAll(sender());
        return Arguments.value(wrapped);
    }

    /** How each message of this node ends. */
    Map<String, Object> sender() {
        Map<String, Object> sender = new LinkedHashMap<>();
        sender.put("uid", uid);
        sender.put("nsp", namespace);
        return sender;
    }

    /** What is in a message; empty if it is our own, of another namespace, or not for adapters of this kind. */
    Optional<Incoming> open(JsonValue value) {
        Fields fields = Fields.of("message", value);
        if (!isForThis(fields.value("nsp").flatMap(Arguments::text))) {
            return Optional.empty();
        }
        Optional<String> from = fields.optionalId("uid");
        if (isOwn(from)) {
            return Optional.empty();
        }
        int type = fields.number("type");
        return isKnown(type) ? Optional.of(new Incoming(from, message(type, fields.fields("data")))) : Optional.empty();
    }

    boolean isForThis(Optional<String> nsp) {
        return nsp.filter(namespace::equals).isPresent();
    }

    boolean isOwn(Optional<String> from) {
        return from.filter(uid::equals).isPresent();
    }

    /** Whether such a message means anything to an adapter. */
    static boolean isKnown(int type) {
        return type >= BROADCAST && type <= BROADCAST_ACK;
    }

    /** @throws IllegalArgumentException if this format has no such message, or it is for this node only */
    Content content(ClusterMessage message) {
        Map<String, Object> data = new LinkedHashMap<>();
        int type = fill(data, message);
        return new Content(type, Arguments.value(data));
    }

    private static int fill(Map<String, Object> data, ClusterMessage message) {
        if (message instanceof Broadcast broadcast) {
            data.put("packet", Parts.packet(broadcast.event()));
            data.put("opts", Parts.options(broadcast.options()));
            return BROADCAST;
        } else if (message instanceof BroadcastWithAck broadcast) {
            data.put("packet", Parts.packet(broadcast.event()));
            data.put("requestId", broadcast.requestId());
            data.put("opts", Parts.options(broadcast.options(), broadcast.timeout()));
            return BROADCAST;
        } else if (message instanceof SocketsJoin join) {
            data.put("opts", Parts.options(join.options()));
            data.put("rooms", Parts.rooms(join.rooms()));
            return SOCKETS_JOIN;
        } else if (message instanceof SocketsLeave leave) {
            data.put("opts", Parts.options(leave.options()));
            data.put("rooms", Parts.rooms(leave.rooms()));
            return SOCKETS_LEAVE;
        } else if (message instanceof DisconnectSockets disconnect) {
            data.put("opts", Parts.options(disconnect.options()));
            data.put("close", disconnect.close());
            return DISCONNECT_SOCKETS;
        } else if (message instanceof FetchSockets fetch) {
            data.put("opts", Parts.options(fetch.options()));
            data.put("requestId", fetch.requestId());
            return FETCH_SOCKETS;
        } else if (message instanceof ServerSideEmit emit) {
            data.put("packet", emit.event().values());
            return SERVER_SIDE_EMIT;
        } else if (message instanceof ServerSideEmitWithAck emit) {
            data.put("requestId", emit.requestId());
            data.put("packet", emit.event().values());
            return SERVER_SIDE_EMIT;
        } else if (message instanceof ClusterMessage.Answer answer) {
            data.put("requestId", answer.requestId());
            return fill(data, answer);
        }
        throw new IllegalArgumentException("the classic family's only");
    }

    private static int fill(Map<String, Object> data, ClusterMessage.Answer answer) {
        if (answer instanceof FetchedSockets fetched) {
            data.put("sockets", fetched.sockets().stream().map(Parts::socket).toList());
            return FETCH_SOCKETS_RESPONSE;
        } else if (answer instanceof ServerSideAnswer given) {
            given.value().ifPresent(value -> data.put("packet", value));
            return SERVER_SIDE_EMIT_RESPONSE;
        } else if (answer instanceof ClientCount count) {
            data.put("clientCount", count.clients());
            return BROADCAST_CLIENT_COUNT;
        } else if (answer instanceof ClientAck ack) {
            ack.value().ifPresent(value -> data.put("packet", value));
            return BROADCAST_ACK;
        }
        throw new IllegalArgumentException("the classic family's only");
    }

    /** @param type of those that are known */
    ClusterMessage message(int type, Fields data) {
        return switch (type) {
            case BROADCAST -> broadcast(data);
            case SOCKETS_JOIN -> new SocketsJoin(Parts.options(data.fields("opts")), data.rooms("rooms"));
            case SOCKETS_LEAVE -> new SocketsLeave(Parts.options(data.fields("opts")), data.rooms("rooms"));
            case DISCONNECT_SOCKETS -> new DisconnectSockets(Parts.options(data.fields("opts")), data.isTrue("close"));
            case FETCH_SOCKETS -> new FetchSockets(data.id("requestId"), Parts.options(data.fields("opts")));
            case FETCH_SOCKETS_RESPONSE ->
                new FetchedSockets(
                        data.id("requestId"),
                        data.list("sockets").stream().map(Parts::socket).toList());
            case SERVER_SIDE_EMIT -> serverSideEmit(data);
            case SERVER_SIDE_EMIT_RESPONSE -> new ServerSideAnswer(data.id("requestId"), data.value("packet"));
            case BROADCAST_CLIENT_COUNT -> new ClientCount(data.id("requestId"), data.number("clientCount"));
            case BROADCAST_ACK -> new ClientAck(data.id("requestId"), data.value("packet"));
            default -> throw new IllegalArgumentException("unknown type");
        };
    }

    private ClusterMessage broadcast(Fields data) {
        var event = Parts.event(data.fields("packet"), namespace);
        Fields opts = data.fields("opts");
        return data.optionalId("requestId")
                .<ClusterMessage>map(id -> new BroadcastWithAck(id, event, Parts.options(opts), Parts.timeout(opts)))
                .orElseGet(() -> new Broadcast(event, Parts.options(opts)));
    }

    private ClusterMessage serverSideEmit(Fields data) {
        var event = Parts.serverEvent(data, "packet", namespace);
        return data.optionalId("requestId")
                .<ClusterMessage>map(id -> new ServerSideEmitWithAck(id, event))
                .orElseGet(() -> new ServerSideEmit(event));
    }
}
