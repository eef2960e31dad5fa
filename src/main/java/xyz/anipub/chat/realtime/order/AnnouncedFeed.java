package xyz.anipub.chat.realtime.order;

import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.realtime.node.NodeEvent;
import xyz.anipub.json.Json;
import xyz.anipub.socketio.server.SocketServer;

/**
 * Shares with the other nodes up to where each room is announced, so that the last message of a room makes no hole either when it
 * is lost: each node sends every {@link #BEAT} what it has announced since, numbered. Who misses one, hears a node for the first
 * time, or does not hear one that lives or has died just now, has the store asked.
 *
 * <p>Does nothing while the namespace lives on one node. Thread-safe: the monitor guards what is known of the others; what was
 * announced is in a concurrent map, as many entries as rooms were active since the last beat.
 */
@SingletonBean
public class AnnouncedFeed {

    /** How often each node is to call {@link #beat}. */
    public static final Duration BEAT = Duration.ofSeconds(1);

    /** A node that is not heard for so long is silent: the store may have what it has not announced. */
    static final Duration SILENCE = Duration.ofSeconds(3);

    private static final String EVENT = "anipub:announced";
    private static final String NODE = "node";
    private static final String NUMBER = "number";
    private static final String ROOMS = "rooms";
    private static final int ROOMS_AT_ONCE = 1_000;
    private static final int MAX_NODES = 100;

    private final NodeEvent event;
    private final MessageSequencer sequencer;
    private final LiveNodes nodes;
    private final LongSupplier nanos;
    private final Map<RoomId, Long> announced = new ConcurrentHashMap<>();
    private final Map<NodeId, Heard> others = new HashMap<>();
    private long number;

    /** The last beat of another node. */
    private record Heard(long number, long at) {}

    @Inject
    public AnnouncedFeed(SocketServer server, MessageSequencer sequencer, LiveNodes nodes) {
        this(server, sequencer, nodes, System::nanoTime);
    }

    AnnouncedFeed(SocketServer server, MessageSequencer sequencer, LiveNodes nodes, LongSupplier nanos) {
        this.event = new NodeEvent(server, EVENT);
        this.sequencer = sequencer;
        this.nodes = nodes;
        this.nanos = nanos;
    }

    /** Takes part from now on. To be called once, before the first socket. */
    public void watch() {
        event.on(this::received);
    }

    /** This node has announced messages of a room up to this one. */
    public void announced(RoomId room, long seq) {
        if (event.isShared()) {
            announced.merge(room, seq, Math::max);
        }
    }

    /** Sends what was announced, and looks who is silent. Called by a timer; never waits. */
    public synchronized void beat() {
        if (!event.isShared()) {
            return;
        }
        Iterator<RoomId> rooms = List.copyOf(announced.keySet()).iterator();
        do {
            JsonObjectBuilder part = Json.createObjectBuilder();
            for (int i = 0; i < ROOMS_AT_ONCE && rooms.hasNext(); i++) {
                RoomId room = rooms.next();
                Long seq = announced.remove(room);
                if (seq != null) {
                    part.add(room.value(), seq);
                }
            }
            send(part);
        } while (rooms.hasNext());
        if (isAnySilent()) {
            sequencer.suspectMissing();
        }
    }

    private void send(JsonObjectBuilder rooms) {
        number++;
        event.send(Json.createObjectBuilder()
                .add(NODE, nodes.me().value())
                .add(NUMBER, number)
                .add(ROOMS, rooms)
                .build());
    }

    /** One that has died just now, or lives by the database and cannot be heard. */
    private boolean isAnySilent() {
        long now = nanos.getAsLong();
        boolean anyFellSilent = others.values().removeIf(heard -> now - heard.at() >= SILENCE.toNanos());
        return anyFellSilent || nodes.company().anyMatch(node -> !others.containsKey(node));
    }

    private void received(JsonObject beat) {
        NodeId node = new NodeId(beat.getString(NODE));
        long count = beat.getJsonNumber(NUMBER).longValueExact();
        if (node.equals(nodes.me()) || !hears(node, count)) {
            return;
        }
        beat.getJsonObject(ROOMS).forEach((room, seq) -> RoomId.parse(room)
                .ifPresent(id -> sequencer.stored(id, ((JsonNumber) seq).longValueExact())));
    }

    /** Notes a beat; one whose predecessor was not heard leaves open what that had to say. */
    private synchronized boolean hears(NodeId node, long count) {
        Heard before = others.get(node);
        if (before == null && others.size() >= MAX_NODES) {
            return false;
        }
        others.put(node, new Heard(count, nanos.getAsLong()));
        if (before == null || count != before.number() + 1) {
            sequencer.suspectMissing();
        }
        return true;
    }
}
