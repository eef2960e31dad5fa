package xyz.anipub.chat.realtime.room;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.presence.NodePresence;
import xyz.anipub.chat.presence.NodePresence.Entry;
import xyz.anipub.chat.presence.Presence;
import xyz.anipub.chat.presence.PresenceChange;
import xyz.anipub.chat.realtime.node.NodeFeed;
import xyz.anipub.json.Json;
import xyz.anipub.socketio.server.SocketServer;

/**
 * Shares presence with the other nodes of the cluster: each sends its own changes, numbered, and every {@link #BEAT} the number
 * of the last one. A node that misses some asks for all. Who was not heard for {@link #LIFE} is gone, with all who were present
 * there.
 *
 * <p>Does nothing while the namespace lives on one node. Thread-safe: the monitor guards all copies, and keeps what is sent in
 * the order of the numbers; sending and appending to lanes only queue. Of each other node it keeps what that has: as many
 * entries as sockets are in rooms there.
 */
@SingletonBean
public class PresenceFeed {

    /** How often each node is to call {@link #beat}. */
    public static final Duration BEAT = Duration.ofSeconds(3);

    static final Duration LIFE = Duration.ofSeconds(12);

    private static final System.Logger LOG = System.getLogger(PresenceFeed.class.getName());

    private static final String EVENT = "anipub:presence";
    private static final int ENTRIES_AT_ONCE = 200;
    private static final int MAX_NODES = 100;

    private final NodeFeed feed;
    private final RoomPresence rooms;
    private final RoomLanes lanes;
    private final LongSupplier nanos;

    private final NodePresence own = new NodePresence();
    private final Map<NodeId, Other> others = new HashMap<>();
    private long lastBeat;

    /** A copy of another node's part, and when it was heard of last. */
    private static final class Other {

        final NodePresence presence = new NodePresence();
        long heard;

        @Nullable
        Long asked;

        Other(long heard) {
            this.heard = heard;
        }
    }

    @Inject
    public PresenceFeed(SocketServer server, RoomPresence rooms, RoomLanes lanes, LiveNodes nodes) {
        this(server, rooms, lanes, nodes.me(), System::nanoTime);
    }

    PresenceFeed(SocketServer server, RoomPresence rooms, RoomLanes lanes, NodeId me, LongSupplier nanos) {
        this.feed = new NodeFeed(server, EVENT, me);
        this.rooms = rooms;
        this.lanes = lanes;
        this.nanos = nanos;
        this.lastBeat = nanos.getAsLong();
    }

    /** Takes part from now on. To be called once, before the first socket. */
    public void watch() {
        feed.watch(this::received, this::gone);
        feed.askAll();
    }

    /** A socket of this node has come into a room, or gone. May be repeated. */
    synchronized void changed(PresenceChange change) {
        if (feed.isShared() && own.make(change)) {
            feed.send(feed.message("change", own.number())
                    .add("present", change.present())
                    .add("entry", json(change.room(), change.presence())));
        }
    }

    /** Shows that this node lives, and ends the presence of those that do not. Called by a timer; never waits. */
    public synchronized void beat() {
        if (!feed.isShared()) {
            return;
        }
        if (feed.takeWanted()) {
            sendAll();
        }
        feed.send(feed.message("beat", own.number()));
        long now = nanos.getAsLong();
        boolean stoodStill = now - lastBeat > LIFE.toNanos() / 2;
        lastBeat = now;
        if (stoodStill) {
            // Others may have been heard of all the time, had this node been there to listen.
            others.values().forEach(other -> other.heard = now);
        }
        others.values().removeIf(other -> {
            boolean gone = now - other.heard >= LIFE.toNanos();
            if (gone) {
                show(other.presence.end());
            }
            return gone;
        });
    }

    /** Has the others end this node's part at once; they hear nothing more of it. */
    public synchronized void leave() {
        feed.leave();
    }

    private synchronized void gone(NodeId node) {
        Other other = others.remove(node);
        if (other != null) {
            show(other.presence.end());
        }
    }

    private synchronized void received(NodeId node, String kind, JsonObject message) {
        if (others.containsKey(node) || others.size() < MAX_NODES) {
            Other other = others.computeIfAbsent(node, fresh -> new Other(nanos.getAsLong()));
            other.heard = nanos.getAsLong();
            received(kind, message, node, other);
        }
    }

    private void received(String kind, JsonObject message, NodeId node, Other other) {
        long number = NodeFeed.number(message);
        switch (kind) {
            case "beat" -> {
                if (other.presence.isBehind(number)) {
                    ask(node, other);
                }
            }
            case "change" -> {
                Entry entry = entry(message.getJsonObject("entry"));
                PresenceChange change =
                        new PresenceChange(entry.room(), entry.presence(), message.getBoolean("present"));
                other.presence.take(number, change).ifPresentOrElse(this::show, () -> ask(node, other));
            }
            case "all" -> {
                List<Entry> entries = new ArrayList<>();
                message.getJsonArray("entries").forEach(each -> entries.add(entry(each.asJsonObject())));
                show(other.presence.takeAll(number, message.getBoolean("first"), message.getBoolean("last"), entries));
            }
            default -> LOG.log(System.Logger.Level.DEBUG, "Another version''s message about presence: {0}", kind);
        }
    }

    /** Not more often than once a beat: the answer may be on its way. */
    private void ask(NodeId node, Other other) {
        long now = nanos.getAsLong();
        if (other.asked == null || now - other.asked >= BEAT.toNanos()) {
            other.asked = now;
            feed.ask(node);
        }
    }

    private void sendAll() {
        List<Entry> all = own.entries();
        int from = 0;
        do {
            int to = Math.min(from + ENTRIES_AT_ONCE, all.size());
            JsonArrayBuilder entries = Json.createArrayBuilder();
            all.subList(from, to).forEach(each -> entries.add(json(each.room(), each.presence())));
            feed.send(feed.message("all", own.number())
                    .add("first", from == 0)
                    .add("last", to == all.size())
                    .add("entries", entries));
            from = to;
        } while (from < all.size());
    }

    /** Whether some node has that socket in that room: one that has moved is on two for a while. */
    synchronized boolean isAnywhere(RoomId room, Presence presence) {
        return own.has(room, presence)
                || others.values().stream().anyMatch(other -> other.presence.has(room, presence));
    }

    private void show(List<PresenceChange> changes) {
        for (PresenceChange change : changes) {
            try {
                lanes.submitEnding(change.room(), () -> show(change));
            } catch (UnavailableException stopping) {
                return;
            }
        }
    }

    private void show(PresenceChange change) {
        if (change.present()) {
            rooms.enter(change.room(), change.presence());
        } else if (!isAnywhere(change.room(), change.presence())) {
            rooms.exit(change.room(), change.presence());
        }
    }

    private static JsonObject json(RoomId room, Presence presence) {
        return Json.createObjectBuilder()
                .add("roomId", room.value())
                .add("userId", presence.userId().value())
                .add("userName", presence.userName())
                .add("socketId", presence.socketId())
                .build();
    }

    private static Entry entry(JsonObject json) {
        return new Entry(
                new RoomId(json.getString("roomId")),
                new Presence(
                        new UserId(json.getString("userId")), json.getString("userName"), json.getString("socketId")));
    }
}
