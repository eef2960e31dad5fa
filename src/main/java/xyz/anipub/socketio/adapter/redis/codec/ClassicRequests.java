package xyz.anipub.socketio.adapter.redis.codec;

import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.BroadcastWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ChangeIfHere;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.DisconnectSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.FetchSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ListRooms;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ListSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideEmit;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideEmitWithAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsJoin;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketsLeave;
import xyz.anipub.socketio.adapter.cluster.carrier.Incoming;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.Packet;

/** What is on the classic family's channel for requests, as a tree of values: {@code {uid, requestId, type, …}}. Thread-safe. */
final class ClassicRequests {

    private static final int SOCKETS = 0;
    private static final int ALL_ROOMS = 1;
    private static final int REMOTE_JOIN = 2;
    private static final int REMOTE_LEAVE = 3;
    private static final int REMOTE_DISCONNECT = 4;
    private static final int REMOTE_FETCH = 5;
    private static final int SERVER_SIDE_EMIT = 6;
    private static final int BROADCAST = 7;

    private final String namespace;
    private final String uid;

    ClassicRequests(String namespace, String uid) {
        this.namespace = namespace;
        this.uid = uid;
    }

    /** @throws IllegalArgumentException if it is no request, one that is not sent any more, or for this node only */
    JsonValue write(ClusterMessage message) {
        Map<String, Object> request = new LinkedHashMap<>();
        boolean isChange = message instanceof SocketsJoin
                || message instanceof SocketsLeave
                || message instanceof DisconnectSockets;
        // An emitter's changes have no author.
        if (!isChange || !uid.equals(Incoming.EMITTER)) {
            request.put("uid", uid);
        }
        fill(request, message);
        return Arguments.value(request);
    }

    private static void fill(Map<String, Object> request, ClusterMessage message) {
        if (message instanceof SocketsJoin join) {
            request.put("type", REMOTE_JOIN);
            request.put("opts", Parts.selection(join.options()));
            request.put("rooms", Parts.rooms(join.rooms()));
        } else if (message instanceof SocketsLeave leave) {
            request.put("type", REMOTE_LEAVE);
            request.put("opts", Parts.selection(leave.options()));
            request.put("rooms", Parts.rooms(leave.rooms()));
        } else if (message instanceof DisconnectSockets disconnect) {
            request.put("type", REMOTE_DISCONNECT);
            request.put("opts", Parts.selection(disconnect.options()));
            request.put("close", disconnect.close());
        } else if (message instanceof ServerSideEmit emit) {
            request.put("type", SERVER_SIDE_EMIT);
            request.put("data", emit.event().values());
        } else if (message instanceof ServerSideEmitWithAck emit) {
            request.put("requestId", emit.requestId());
            request.put("type", SERVER_SIDE_EMIT);
            request.put("data", emit.event().values());
        } else if (message instanceof FetchSockets fetch) {
            request.put("requestId", fetch.requestId());
            request.put("type", REMOTE_FETCH);
            request.put("opts", Parts.selection(fetch.options()));
        } else if (message instanceof ListRooms list) {
            request.put("requestId", list.requestId());
            request.put("type", ALL_ROOMS);
        } else if (message instanceof BroadcastWithAck broadcast) {
            request.put("requestId", broadcast.requestId());
            request.put("type", BROADCAST);
            request.put("packet", Parts.packetWithNamespace(broadcast.event()));
            request.put("opts", Parts.options(broadcast.options(), broadcast.timeout()));
        } else {
            throw new IllegalArgumentException("no request");
        }
    }

    /** Empty if it is our own, of another namespace, or of an unknown type. */
    Optional<Incoming> read(JsonValue value) {
        Fields request = Fields.of("request", value);
        Optional<String> from = request.optionalId("uid");
        if (from.filter(uid::equals).isPresent()) {
            return Optional.empty();
        }
        return message(request).map(message -> new Incoming(from, message));
    }

    private Optional<ClusterMessage> message(Fields request) {
        return switch (request.number("type")) {
            case SOCKETS -> Optional.of(new ListSockets(request.id("requestId"), request.rooms("rooms")));
            case ALL_ROOMS -> Optional.of(new ListRooms(request.id("requestId")));
            case REMOTE_JOIN, REMOTE_LEAVE, REMOTE_DISCONNECT -> Optional.of(change(request));
            case REMOTE_FETCH ->
                Optional.of(new FetchSockets(request.id("requestId"), Parts.options(request.fields("opts"))));
            case SERVER_SIDE_EMIT -> Optional.of(serverSideEmit(request));
            case BROADCAST -> broadcast(request);
            default -> Optional.empty();
        };
    }

    private static ClusterMessage change(Fields request) {
        Optional<Fields> opts = request.optionalFields("opts");
        if (opts.isPresent()) {
            return change(request, Parts.options(opts.get()), request.rooms("rooms"));
        }
        String sid = request.id("sid");
        BroadcastOptions socket = BroadcastOptions.everybody().to(Set.of(sid));
        Set<String> room = request.optionalId("room").map(Set::of).orElse(Set.of());
        return new ChangeIfHere(request.id("requestId"), sid, change(request, socket, room));
    }

    private static ClusterMessage change(Fields request, BroadcastOptions options, Set<String> rooms) {
        return switch (request.number("type")) {
            case REMOTE_JOIN -> new SocketsJoin(options, rooms);
            case REMOTE_LEAVE -> new SocketsLeave(options, rooms);
            default -> new DisconnectSockets(options, request.isTrue("close"));
        };
    }

    private ClusterMessage serverSideEmit(Fields request) {
        Packet.Event event = Parts.serverEvent(request, "data", namespace);
        return request.optionalId("requestId")
                .<ClusterMessage>map(id -> new ServerSideEmitWithAck(id, event))
                .orElseGet(() -> new ServerSideEmit(event));
    }

    private Optional<ClusterMessage> broadcast(Fields request) {
        Fields packet = request.fields("packet");
        if (!Parts.isOf(namespace, packet)) {
            return Optional.empty();
        }
        Fields opts = request.fields("opts");
        return Optional.of(new BroadcastWithAck(
                request.id("requestId"), Parts.event(packet, namespace), Parts.options(opts), Parts.timeout(opts)));
    }
}
