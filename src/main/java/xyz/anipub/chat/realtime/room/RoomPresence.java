package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.presence.ActiveRooms;
import xyz.anipub.chat.presence.Presence;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.socketio.BroadcastOperator;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.SocketServer;

/**
 * Shows and hides sockets in rooms, and notifies this node's sockets there of users who have come or gone: each node notifies
 * its own, as it knows who is present on all. Called in the room's lane.
 */
@SingletonBean
public class RoomPresence {

    private final Namespace namespace;
    private final ActiveRooms activeRooms;

    @Inject
    public RoomPresence(SocketServer server, ActiveRooms activeRooms) {
        this.namespace = server.of("/");
        this.activeRooms = activeRooms;
    }

    /** A socket of this node, which is not notified of itself. */
    void enter(RoomId room, ChatSocket socket) {
        enter(room, socket.presence(), socket.socket().to(room.value()).local());
    }

    /** A socket of another node. */
    void enter(RoomId room, Presence presence) {
        enter(room, presence, namespace.local().to(room.value()));
    }

    private void enter(RoomId room, Presence presence, BroadcastOperator others) {
        if (activeRooms.enter(room, presence)) {
            others.emit(EventNames.USER_JOINED, Payloads.notice(room, presence, activeRooms.userCount(room)));
        }
    }

    void exit(RoomId room, Presence presence) {
        if (activeRooms.exit(room, presence)) {
            // Not to the user, who would hear of it on coming back from a lost connection.
            namespace
                    .local()
                    .to(room.value())
                    .except(ChatSocket.listOf(presence.userId()))
                    .emit(EventNames.USER_LEFT, Payloads.notice(room, presence, activeRooms.userCount(room)));
        }
    }
}
