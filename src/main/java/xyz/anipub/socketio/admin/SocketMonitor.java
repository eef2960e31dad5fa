package xyz.anipub.socketio.admin;

import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.adapter.RoomListener;

/**
 * Tells operators of single sockets, their rooms and events: development mode (protocol section 7.2). The admin namespace
 * itself is not watched.
 *
 * <p>Thread-safe, without a lock; it is told on the threads that emit, join and so on, and only sends. What was told of a
 * socket is kept until it leaves, to tell what changes later.
 */
final class SocketMonitor {

    /** How many sockets an operator gets at login; the others follow when something happens to them. */
    private static final int MOST_AT_ONCE = 2_000;

    private final Namespace operators;
    private final BooleanSupplier isWatched;
    private final Clock clock;
    private final Map<String, Map<String, Object>> told = new ConcurrentHashMap<>();
    /** Of the sockets that are in, the id that may be shown. */
    private final Map<String, String> names = new ConcurrentHashMap<>();

    SocketMonitor(Namespace operators, BooleanSupplier isWatched, Clock clock) {
        this.operators = operators;
        this.isWatched = isWatched;
        this.clock = clock;
    }

    void add(Namespace namespace) {
        namespace.onConnection(this::connected);
        namespace.onRoomChange(new RoomListener() {
            @Override
            public void joined(String room, String sid) {
                // The rooms of one who is still coming in are told when it is there.
                if (isWatched.getAsBoolean() && namespace.socket(sid).isPresent()) {
                    tellRoom("room_joined", namespace, room, sid);
                }
            }

            @Override
            public void left(String room, String sid) {
                tellRoom("room_left", namespace, room, sid);
            }
        });
    }

    /** What a new operator sees first. */
    List<Map<String, Object>> sockets(Iterable<Namespace> namespaces) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Namespace namespace : namespaces) {
            for (Socket socket : namespace.sockets()) {
                if (namespace != operators && all.size() < MOST_AT_ONCE) {
                    all.add(describe(socket));
                }
            }
        }
        return all;
    }

    /** Tells of sockets whose transport or data changed since they were told of. */
    void tellChanges(Iterable<Namespace> namespaces) {
        Set<String> present = new HashSet<>();
        for (Namespace namespace : namespaces) {
            for (Socket socket : namespace.sockets()) {
                present.add(socket.id());
                tellChange(socket);
            }
        }
        told.keySet().retainAll(present);
    }

    private void tellChange(Socket socket) {
        Map<String, Object> now = SocketView.changing(socket);
        Map<String, Object> before = told.replace(socket.id(), now);
        if (before != null && !before.equals(now)) {
            Map<String, Object> update = new HashMap<>(now);
            update.put("id", socket.publicId());
            update.put("nsp", socket.namespace().name());
            tell("socket_updated", update);
        }
    }

    private void connected(Socket socket) {
        names.put(socket.id(), socket.publicId());
        if (isWatched.getAsBoolean()) {
            tell("socket_connected", describe(socket), now());
        }
        String namespace = socket.namespace().name();
        socket.onAny((event, arguments) -> tellEvent("event_received", socket, event, arguments));
        socket.onAnyOutgoing((event, arguments) -> tellEvent("event_sent", socket, event, arguments));
        socket.onDisconnect((reason, detail) -> {
            told.remove(socket.id());
            names.remove(socket.id());
            tell("socket_disconnected", namespace, socket.publicId(), reason.text(), now());
        });
    }

    private Map<String, Object> describe(Socket socket) {
        told.putIfAbsent(socket.id(), SocketView.changing(socket));
        return SocketView.of(socket);
    }

    /** Says nothing of one who did not come in, or is said to have gone. */
    private void tellRoom(String event, Namespace namespace, String room, String sid) {
        String name = names.get(sid);
        if (name != null) {
            tell(event, namespace.name(), room.equals(sid) ? name : room, name, now());
        }
    }

    private void tellEvent(String kind, Socket socket, String event, List<JsonValue> arguments) {
        if (isWatched.getAsBoolean()) {
            List<Object> all = new ArrayList<>(arguments.size() + 1);
            all.add(event);
            all.addAll(arguments);
            tell(kind, socket.namespace().name(), socket.publicId(), all, now());
        }
    }

    private void tell(String event, Object... arguments) {
        if (isWatched.getAsBoolean()) {
            operators.emit(event, arguments);
        }
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
