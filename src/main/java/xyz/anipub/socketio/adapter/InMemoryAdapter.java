package xyz.anipub.socketio.adapter;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import xyz.anipub.socketio.packet.Packet;

/**
 * The rooms of a namespace that lives on one node.
 *
 * <p><b>What guards what.</b> Every change of a socket's rooms happens inside the atomic update of its entry in
 * {@code sids}, and from there updates the entries in {@code rooms}, never the other way round. Nothing but these two
 * maps is touched in there. Broadcasts walk through a room's concurrent set without any lock, while others join and
 * leave.
 *
 * <p><b>Bounds.</b> One entry for each socket that takes part; a room has an entry while a socket is in it, and
 * a socket is in a limited number of rooms.
 */
public final class InMemoryAdapter implements Adapter {

    private static final Logger LOG = System.getLogger(InMemoryAdapter.class.getName());

    private final Map<String, Set<String>> sids = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> rooms = new ConcurrentHashMap<>();
    private final SocketEmitter emitter;
    private final int maxRooms;

    /** @param maxRooms how many rooms a socket may be in, that of its own id not counted */
    public InMemoryAdapter(SocketEmitter emitter, int maxRooms) {
        this.emitter = emitter;
        this.maxRooms = maxRooms;
    }

    @Override
    public void add(String sid) {
        sids.computeIfAbsent(sid, id -> {
            enter(id, id);
            return Set.of(id);
        });
    }

    @Override
    public void remove(String sid) {
        sids.computeIfPresent(sid, (id, mine) -> {
            mine.forEach(room -> exit(id, room));
            return null;
        });
    }

    @Override
    public void join(String sid, Set<String> joined) {
        sids.computeIfPresent(sid, (id, mine) -> {
            Set<String> all = new LinkedHashSet<>(mine);
            all.addAll(joined);
            if (all.size() > maxRooms + 1L) {
                throw new IllegalStateException("more than " + maxRooms + " rooms");
            }
            all.stream().filter(room -> !mine.contains(room)).forEach(room -> enter(id, room));
            return Set.copyOf(all);
        });
    }

    @Override
    public void leave(String sid, String room) {
        sids.computeIfPresent(sid, (id, mine) -> {
            Set<String> rest = new LinkedHashSet<>(mine);
            if (rest.remove(room)) {
                exit(id, room);
            }
            return Set.copyOf(rest);
        });
    }

    @Override
    public Set<String> rooms(String sid) {
        return sids.getOrDefault(sid, Set.of());
    }

    @Override
    public void broadcast(Packet.Event event, BroadcastOptions options) {
        Collection<String> selected = select(options);
        if (!selected.isEmpty()) {
            emitter.emit(event, selected, options.isVolatile());
        }
    }

    @Override
    public void broadcastWithAck(Packet.Event event, BroadcastOptions options, Duration timeout, AckCollector answers) {
        emitter.ask(event, select(options), options.isVolatile(), answers);
        answers.allAsked();
    }

    @Override
    public CompletionStage<List<SocketDetails>> fetchSockets(BroadcastOptions options, Duration timeout) {
        return CompletableFuture.completedStage(select(options).stream()
                .map(emitter::describe)
                .flatMap(Optional::stream)
                .toList());
    }

    @Override
    public void joinAll(BroadcastOptions options, Set<String> joined) {
        for (String sid : List.copyOf(select(options))) {
            try {
                join(sid, joined);
            } catch (IllegalStateException e) {
                LOG.log(Level.WARNING, "Socket {0} was not put into rooms: {1}", sid, e.getMessage());
            }
        }
    }

    @Override
    public void leaveAll(BroadcastOptions options, Set<String> left) {
        for (String sid : List.copyOf(select(options))) {
            left.forEach(room -> leave(sid, room));
        }
    }

    @Override
    public void disconnectAll(BroadcastOptions options, boolean close) {
        for (String sid : List.copyOf(select(options))) {
            emitter.disconnect(sid, close);
        }
    }

    @Override
    public void close() {}

    /** How many rooms there are, those of single sockets included. */
    int roomCount() {
        return rooms.size();
    }

    private void enter(String sid, String room) {
        rooms.compute(room, (name, members) -> {
            Set<String> present = members == null ? ConcurrentHashMap.newKeySet() : members;
            present.add(sid);
            return present;
        });
    }

    private void exit(String sid, String room) {
        rooms.computeIfPresent(room, (name, members) -> {
            members.remove(sid);
            return members.isEmpty() ? null : members;
        });
    }

    /** The selected ids, each once; in the common case, one room and no exception, the room's own live set. */
    private Collection<String> select(BroadcastOptions options) {
        Collection<String> candidates = candidates(options.rooms());
        List<Set<String>> excluded = present(options.except());
        if (excluded.isEmpty()) {
            return candidates;
        }
        List<String> selected = new ArrayList<>(candidates.size());
        for (String sid : candidates) {
            if (excluded.stream().noneMatch(members -> members.contains(sid))) {
                selected.add(sid);
            }
        }
        return selected;
    }

    private Collection<String> candidates(Set<String> named) {
        if (named.isEmpty()) {
            return sids.keySet();
        }
        List<Set<String>> members = present(named);
        if (members.size() == 1) {
            return members.get(0);
        }
        Set<String> union = new HashSet<>();
        members.forEach(union::addAll);
        return union;
    }

    private List<Set<String>> present(Set<String> named) {
        return named.stream().map(rooms::get).filter(Objects::nonNull).toList();
    }
}
