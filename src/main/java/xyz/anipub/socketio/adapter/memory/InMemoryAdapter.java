package xyz.anipub.socketio.adapter.memory;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import xyz.anipub.socketio.adapter.AckCollector;
import xyz.anipub.socketio.adapter.Adapter;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.RoomListener;
import xyz.anipub.socketio.adapter.SocketDetails;
import xyz.anipub.socketio.adapter.SocketEmitter;
import xyz.anipub.socketio.adapter.log.Member;
import xyz.anipub.socketio.packet.Packet;

/** The rooms of a namespace that lives on one node. Thread-safe, without a lock of its own; see {@link Rooms}. */
public final class InMemoryAdapter implements Adapter {

    private static final Logger LOG = System.getLogger(InMemoryAdapter.class.getName());
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private final Rooms rooms;
    private final SocketEmitter emitter;

    /** @param maxRooms how many rooms a socket may be in, that of its own id not counted */
    public InMemoryAdapter(SocketEmitter emitter, int maxRooms) {
        this(emitter, new Rooms(maxRooms, emitter));
    }

    public InMemoryAdapter(SocketEmitter emitter, Rooms rooms) {
        this.emitter = emitter;
        this.rooms = rooms;
    }

    @Override
    public void add(String sid) {
        rooms.add(new Member(sid, 0));
        rooms.tell();
    }

    @Override
    public void remove(String sid) {
        rooms.remove(sid);
        rooms.tell();
    }

    @Override
    public void join(String sid, Set<String> joined) {
        rooms.join(sid, joined, 0);
        rooms.tell();
    }

    @Override
    public void leave(String sid, String room) {
        rooms.leave(sid, Set.of(room));
        rooms.tell();
    }

    @Override
    public Set<String> rooms(String sid) {
        return rooms.of(sid);
    }

    @Override
    public Set<String> allRooms() {
        return rooms.names();
    }

    @Override
    public boolean isWanted(String room) {
        return rooms.exists(room);
    }

    @Override
    public void listen(RoomListener listener) {
        rooms.listen(listener);
    }

    @Override
    public void broadcast(List<Packet.Event> events, BroadcastOptions options) {
        Collection<Member> selected = rooms.select(options);
        if (!selected.isEmpty()) {
            emitter.queue(emitter.prepare(events, options.flags()), rooms.receivers(selected))
                    .run();
        }
    }

    @Override
    public void broadcastWithAck(Packet.Event event, BroadcastOptions options, Duration timeout, AckCollector answers) {
        emitter.ask(event, rooms.sids(options), options.flags(), answers);
        answers.allAsked();
    }

    @Override
    public CompletionStage<List<SocketDetails>> fetchSockets(BroadcastOptions options, Duration timeout) {
        return CompletableFuture.completedStage(rooms.sids(options).stream()
                .map(emitter::describe)
                .flatMap(Optional::stream)
                .toList());
    }

    /** There are no other nodes. */
    @Override
    public void publish(List<Packet.Event> events, BroadcastOptions options) {}

    @Override
    public void joinAll(BroadcastOptions options, Set<String> joined) {
        joinAll(rooms.sids(options), joined, this::join);
    }

    /** Has each socket join; one that would be in too many rooms enters none, which is logged. */
    public static void joinAll(List<String> selected, Set<String> joined, BiConsumer<String, Set<String>> join) {
        for (String sid : selected) {
            try {
                join.accept(sid, joined);
            } catch (IllegalStateException e) {
                LOG.log(Level.WARNING, "Socket {0} was not put into rooms: {1}", sid, e.getMessage());
            }
        }
    }

    @Override
    public void leaveAll(BroadcastOptions options, Set<String> left) {
        rooms.sids(options).forEach(sid -> rooms.leave(sid, left));
        rooms.tell();
    }

    @Override
    public void disconnectAll(BroadcastOptions options, boolean close) {
        for (String sid : rooms.sids(options)) {
            emitter.disconnect(sid, close);
        }
    }

    /** Does nothing but warn, once: there is no other node. */
    @Override
    public void serverSideEmit(Packet.Event event) {
        if (WARNED.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, "serverSideEmit does nothing: this adapter knows no other nodes");
        }
    }

    @Override
    public CompletionStage<List<Packet.Ack>> serverSideEmitWithAck(Packet.Event event, Duration timeout) {
        serverSideEmit(event);
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public void close() {}

    int roomCount() {
        return rooms.count();
    }
}
