package xyz.anipub.chat.realtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.message.RoomListAnnouncer;
import xyz.anipub.chat.message.RoomListFeed;
import xyz.anipub.chat.message.RoomNews;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.SocketServer;

/**
 * Tells every socket of this node what has changed in the list of rooms: one packet, the same for all, encoded once. What has
 * changed by this node, the others learn of by server events, and tell it to theirs.
 */
@ApplicationScoped
public class SocketRoomListAnnouncer implements RoomListAnnouncer {

    private final Namespace namespace;
    private final NodeEvent event;

    @Inject
    SocketRoomListAnnouncer(SocketServer server) {
        this.namespace = server.of("/");
        this.event = new NodeEvent(server, "anipub:rooms");
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SocketRoomListAnnouncer() {
        this.namespace = null;
        this.event = null;
    }

    @Override
    public void announce(List<RoomNews> changed, List<RoomId> deleted) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rooms", changed.stream().map(Payloads::news).toList());
        json.put("deleted", deleted.stream().map(RoomId::value).toList());
        namespace.local().emit(EventNames.ROOMS_CHANGED, json);
    }

    @Override
    public void tellOtherNodes(List<RoomId> changed) {
        event.send(changed.stream().map(RoomId::value).toList());
    }

    /** Passes on what others tell. To be called once, before the first socket. */
    public void watch(RoomListFeed feed) {
        event.on(SocketRoomListAnnouncer::rooms, feed::changedElsewhere);
    }

    private static List<RoomId> rooms(JsonValue ids) {
        return ids.asJsonArray().getValuesAs(JsonString.class).stream()
                .map(id -> new RoomId(id.getString()))
                .toList();
    }
}
