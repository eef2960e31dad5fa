package xyz.anipub.chat.realtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.RoomListAnnouncer;
import xyz.anipub.chat.message.RoomNews;
import xyz.anipub.socketio.BroadcastOperator;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.SocketServer;

/** Tells every socket what has changed in the list of rooms: one packet, the same for all, encoded once. */
@ApplicationScoped
class SocketRoomListAnnouncer implements RoomListAnnouncer {

    private final Namespace namespace;

    @Inject
    SocketRoomListAnnouncer(SocketServer server) {
        this.namespace = server.of("/");
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SocketRoomListAnnouncer() {
        this.namespace = null;
    }

    @Override
    public void announce(List<RoomNews> changed, List<RoomId> deleted) {
        if (!namespace.isShared()) {
            emit(namespace.broadcast(), changed, deleted);
            return;
        }
        if (!changed.isEmpty()) {
            emit(namespace.broadcast(), changed, List.of());
        }
        if (!deleted.isEmpty()) {
            // Each node learns of a deletion by itself.
            emit(namespace.local(), List.of(), deleted);
        }
    }

    private static void emit(BroadcastOperator to, List<RoomNews> changed, List<RoomId> deleted) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rooms", changed.stream().map(Payloads::news).toList());
        json.put("deleted", deleted.stream().map(RoomId::value).toList());
        to.emit(EventNames.ROOMS_CHANGED, json);
    }
}
