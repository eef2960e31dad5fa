package xyz.anipub.socketio.adapter.redis.codec;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Answer;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Changed;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ClientAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ClientCount;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.FetchedSockets;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.RoomNames;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ServerSideAnswer;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.SocketIds;
import xyz.anipub.socketio.packet.Arguments;

/**
 * What is on the classic family's channels for answers, as a tree of values: {@code {requestId, …}}. Only some have a
 * type, the others are known by what is in them; none says who answers. Stateless.
 */
final class ClassicAnswers {

    private static final int SERVER_SIDE_EMIT = 6;
    private static final int BROADCAST_CLIENT_COUNT = 8;
    private static final int BROADCAST_ACK = 9;

    private ClassicAnswers() {}

    static JsonValue write(Answer answer) {
        Map<String, Object> written = new LinkedHashMap<>();
        if (answer instanceof ClientCount count) {
            written.put("type", BROADCAST_CLIENT_COUNT);
            written.put("requestId", count.requestId());
            written.put("clientCount", count.clients());
        } else if (answer instanceof ClientAck ack) {
            written.put("type", BROADCAST_ACK);
            written.put("requestId", ack.requestId());
            ack.value().ifPresent(value -> written.put("packet", value));
        } else if (answer instanceof ServerSideAnswer given) {
            written.put("type", SERVER_SIDE_EMIT);
            written.put("requestId", given.requestId());
            given.value().ifPresent(value -> written.put("data", value));
        } else {
            written.put("requestId", answer.requestId());
            if (answer instanceof FetchedSockets fetched) {
                written.put(
                        "sockets", fetched.sockets().stream().map(Parts::socket).toList());
            } else if (answer instanceof SocketIds sockets) {
                written.put("sockets", Parts.rooms(sockets.sids()));
            } else if (answer instanceof RoomNames names) {
                written.put("rooms", Parts.rooms(names.rooms()));
            }
        }
        return Arguments.value(written);
    }

    /** Empty if it is of an unknown type. */
    static Optional<Answer> read(JsonValue value) {
        Fields answer = Fields.of("answer", value);
        String requestId = answer.id("requestId");
        if (answer.value("type").isEmpty()) {
            return Optional.of(untyped(answer, requestId));
        }
        return switch (answer.number("type")) {
            case SERVER_SIDE_EMIT -> Optional.of(new ServerSideAnswer(requestId, answer.value("data")));
            case BROADCAST_CLIENT_COUNT -> Optional.of(new ClientCount(requestId, answer.number("clientCount")));
            case BROADCAST_ACK -> Optional.of(new ClientAck(requestId, answer.value("packet")));
            default -> Optional.empty();
        };
    }

    private static Answer untyped(Fields answer, String requestId) {
        if (answer.value("sockets").isPresent()) {
            return sockets(answer, requestId);
        } else if (answer.value("rooms").isPresent()) {
            return new RoomNames(requestId, answer.rooms("rooms"));
        }
        return new Changed(requestId);
    }

    /** No sockets at all are taken for the newer form, which is the one that we ask for. */
    private static Answer sockets(Fields answer, String requestId) {
        List<JsonValue> sockets = answer.list("sockets");
        return sockets.isEmpty() || sockets.get(0) instanceof JsonObject
                ? new FetchedSockets(
                        requestId, sockets.stream().map(Parts::socket).toList())
                : new SocketIds(requestId, answer.rooms("sockets"));
    }
}
