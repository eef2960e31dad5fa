package xyz.anipub.chat.realtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.message.ReadAnnouncer;
import xyz.anipub.chat.room.ReadState;
import xyz.anipub.socketio.BroadcastOperator;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.SocketServer;

/** Tells the other sockets of a user what has been read. */
@ApplicationScoped
class SocketReadAnnouncer implements ReadAnnouncer {

    private final Namespace namespace;

    @Inject
    SocketReadAnnouncer(SocketServer server) {
        this.namespace = server.of("/");
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SocketReadAnnouncer() {
        this.namespace = null;
    }

    @Override
    public void announce(UserId user, RoomId room, ReadState state, String connection) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("roomId", room.value());
        json.put("lastRead", state.lastRead());
        json.put("unread", state.unread());
        BroadcastOperator all = namespace.to(ChatSocket.listOf(user));
        (connection.isEmpty() ? all : all.except(connection)).emit(EventNames.READ_STATE, json);
    }
}
