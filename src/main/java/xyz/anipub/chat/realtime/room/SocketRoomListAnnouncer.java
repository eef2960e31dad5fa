package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.realtime.node.NodeEvent;
import xyz.anipub.chat.realtime.node.NumberedNotices;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.chat.roomlist.RoomListAnnouncer;
import xyz.anipub.chat.roomlist.RoomListFeed;
import xyz.anipub.chat.roomlist.RoomNews;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.SocketServer;

/**
 * Tells every socket of this node what has changed in the list of rooms: one packet, the same for all, encoded once. What has
 * changed by this node, the others learn of by server events, at the latest when they can be reached again, and tell it to theirs.
 */
@SingletonBean
public class SocketRoomListAnnouncer implements RoomListAnnouncer {

    private final Namespace namespace;
    private final NumberedNotices others;

    @Inject
    SocketRoomListAnnouncer(SocketServer server, LiveNodes nodes) {
        this(server, nodes.me(), System::nanoTime);
    }

    /** @param nanos a clock that is never set */
    public SocketRoomListAnnouncer(SocketServer server, NodeId me, LongSupplier nanos) {
        this.namespace = server.of("/");
        this.others = new NumberedNotices(new NodeEvent(server, "anipub:rooms"), me, nanos);
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
        others.tell(changed.stream().map(RoomId::value).toList());
    }

    /** Has the others notice what they have missed. Called by a timer, once a second; never waits. */
    public void beat() {
        others.beat();
    }

    /** Passes on what others tell. To be called once, before the first socket. */
    public void watch(RoomListFeed feed) {
        others.watch(ids -> feed.changedElsewhere(
                ids.stream().flatMap(id -> RoomId.parse(id).stream()).toList()));
    }
}
