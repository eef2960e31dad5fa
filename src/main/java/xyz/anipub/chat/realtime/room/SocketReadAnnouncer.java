package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.ReadState;
import xyz.anipub.chat.reading.ReadAnnouncer;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.socketio.BroadcastOperator;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.server.SocketServer;

/** Tells the other sockets of a user what has been read. */
@SingletonBean
public class SocketReadAnnouncer implements ReadAnnouncer {

    /** Rooms in one event, some 80 bytes each. */
    private static final int AT_ONCE = 200;

    private final Namespace namespace;
    private final MissedNotices missed;

    @Inject
    public SocketReadAnnouncer(SocketServer server, MissedNotices missed) {
        this.namespace = server.of("/");
        this.missed = missed;
    }

    /** One room in an event of its own, several in one for all: they must not fill the queue of the user's sockets. */
    @Override
    public void announce(UserId user, Map<RoomId, ReadState> read, String connection) {
        BroadcastOperator all = namespace.to(ChatSocket.listOf(user));
        BroadcastOperator others = connection.isEmpty() ? all : all.except(connection);
        List<Map<String, Object>> states = read.entrySet().stream()
                .map(each -> state(each.getKey(), each.getValue()))
                .toList();
        if (states.size() == 1) {
            others.emit(EventNames.READ_STATE, states.get(0));
        } else {
            emitAll(others, states);
        }
        missed.read(user, read.keySet());
    }

    private static void emitAll(BroadcastOperator others, List<Map<String, Object>> states) {
        for (int from = 0; from < states.size(); from += AT_ONCE) {
            others.emit(
                    EventNames.READ_STATES,
                    Map.of("rooms", states.subList(from, Math.min(states.size(), from + AT_ONCE))));
        }
    }

    static Map<String, Object> state(RoomId room, ReadState state) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("roomId", room.value());
        json.put("lastRead", state.lastRead());
        json.put("unread", state.unread());
        return json;
    }
}
