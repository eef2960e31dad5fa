package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.power.RoomPowers;
import xyz.anipub.chat.realtime.node.NodeEvent;
import xyz.anipub.chat.realtime.node.NumberedNotices;
import xyz.anipub.chat.realtime.socket.ChatSocket;
import xyz.anipub.chat.realtime.socket.ChatSockets;
import xyz.anipub.chat.realtime.wire.EventNames;
import xyz.anipub.chat.realtime.wire.Payloads;
import xyz.anipub.chat.roomlist.RoomListAnnouncer;
import xyz.anipub.chat.roomlist.RoomListFeed;
import xyz.anipub.chat.roomlist.RoomNews;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.server.SocketServer;

/**
 * Tells every socket of this node what has changed in the list of rooms: one packet, the same for all, encoded once. What has
 * changed by this node, the others learn of by server events, at the latest when they can be reached again, and tell it to theirs.
 */
@SingletonBean
public class SocketRoomListAnnouncer implements RoomListAnnouncer {

    /** Before the id of a room that is private now; nodes of a version that knows no such rooms take it for no id. */
    private static final String HIDDEN = "hidden ";

    /** Before the id of one that is private and has changed: those nodes would show it to everybody. */
    private static final String PRIVATE = "private ";

    /** Lists in one packet between nodes. */
    private static final int AT_ONCE = 500;

    private final Namespace namespace;
    private final ChatSockets sockets;
    private final RoomPowers powers;
    private final NumberedNotices others;

    @Inject
    SocketRoomListAnnouncer(SocketServer server, ChatSockets sockets, RoomPowers powers, LiveNodes nodes) {
        this(server, sockets, powers, nodes.me(), System::nanoTime);
    }

    /** @param nanos a clock that is never set */
    public SocketRoomListAnnouncer(
            SocketServer server, ChatSockets sockets, RoomPowers powers, NodeId me, LongSupplier nanos) {
        this.namespace = server.of("/");
        this.sockets = sockets;
        this.powers = powers;
        this.others = new NumberedNotices(new NodeEvent(server, "anipub:rooms"), me, nanos);
    }

    @Override
    public void announce(List<RoomNews> changed, List<RoomId> deleted, Set<UserId> except) {
        namespace.local().except(lists(except)).emit(EventNames.ROOMS_CHANGED, json(changed, deleted));
    }

    private static Map<String, Object> json(List<RoomNews> changed, List<RoomId> deleted) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rooms", changed.stream().map(Payloads::news).toList());
        json.put("deleted", deleted.stream().map(RoomId::value).toList());
        return json;
    }

    @Override
    public void announceTo(Collection<UserId> users, List<RoomNews> changed, List<RoomId> deleted) {
        if (!users.isEmpty()) {
            namespace.local().to(lists(users)).emit(EventNames.ROOMS_CHANGED, json(changed, deleted));
        }
    }

    @Override
    public void announceGone(Collection<UserId> users, RoomId deleted) {
        List<UserId> all = List.copyOf(users);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            namespace
                    .to(lists(all.subList(from, Math.min(all.size(), from + AT_ONCE))))
                    .emit(EventNames.ROOMS_CHANGED, json(List.of(), List.of(deleted)));
        }
    }

    @Override
    public void announceHidden(Collection<UserId> members, RoomId hidden) {
        namespace.local().except(lists(members)).emit(EventNames.ROOMS_CHANGED, json(List.of(), List.of(hidden)));
    }

    @Override
    public void announceHiddenBy(UserId user, RoomId room, long upTo) {
        Map<String, Object> hidden = new LinkedHashMap<>();
        hidden.put("roomId", room.value());
        hidden.put("upTo", upTo);
        Map<String, Object> news = json(List.of(), List.of());
        news.put("hidden", List.of(hidden));
        namespace.to(ChatSocket.listOf(user)).emit(EventNames.ROOMS_CHANGED, news);
    }

    private static String[] lists(Collection<UserId> users) {
        return users.stream().map(ChatSocket::listOf).toArray(String[]::new);
    }

    @Override
    public Set<UserId> here() {
        return sockets.all().map(ChatSocket::userId).collect(Collectors.toSet());
    }

    @Override
    public void tellOtherNodes(List<RoomId> changed, List<RoomId> hidden) {
        others.tell(Stream.concat(
                        hidden.stream().map(room -> HIDDEN + room.value()),
                        changed.stream().map(room -> isPublic(room) ? room.value() : PRIVATE + room.value()))
                .toList());
    }

    /** What is not known may be private. */
    private boolean isPublic(RoomId room) {
        try {
            return powers.of(room).filter(power -> !power.policy().isPrivate()).isPresent();
        } catch (UnavailableException away) {
            return false;
        }
    }

    /** Has the others notice what they have missed. Called by a timer, once a second; never waits. */
    public void beat() {
        others.beat();
    }

    private static Optional<RoomId> changed(String id) {
        return RoomId.parse(id.startsWith(PRIVATE) ? id.substring(PRIVATE.length()) : id);
    }

    /** Passes on what others tell. To be called once, before the first socket. */
    public void watch(RoomListFeed feed) {
        others.watch(ids -> {
            feed.hiddenElsewhere(ids.stream()
                    .filter(id -> id.startsWith(HIDDEN))
                    .flatMap(id -> RoomId.parse(id.substring(HIDDEN.length())).stream())
                    .toList());
            feed.changedElsewhere(
                    ids.stream().flatMap(id -> changed(id).stream()).toList());
        });
    }
}
