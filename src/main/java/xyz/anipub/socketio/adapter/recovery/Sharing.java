package xyz.anipub.socketio.adapter.recovery;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.Recovery;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.adapter.ReplayBound;
import xyz.anipub.socketio.adapter.SocketEmitter;
import xyz.anipub.socketio.adapter.StoredSession;
import xyz.anipub.socketio.adapter.log.EntryId;
import xyz.anipub.socketio.adapter.log.Mark;
import xyz.anipub.socketio.adapter.log.Member;
import xyz.anipub.socketio.adapter.log.PacketLog;
import xyz.anipub.socketio.adapter.log.Position;
import xyz.anipub.socketio.adapter.log.Standing;
import xyz.anipub.socketio.adapter.memory.Rooms;
import xyz.anipub.socketio.adapter.recovery.AwaySessions.Away;
import xyz.anipub.socketio.packet.Packet;

/**
 * The part of a {@link RecoveringAdapter} that makes it one of several nodes with a log in common, so that sessions move between
 * them: its offsets say where in that log they are, and a session of another node becomes one of its own.
 *
 * <p>Thread-safe, by the adapter's lock. Without {@link #begin} nothing happens, and nothing is told.
 */
public final class Sharing {

    private final RecoveringAdapter adapter;
    private final Object lock;
    private final SocketEmitter emitter;
    private final Rooms rooms;
    private final PacketLog log;
    private final AwaySessions away;
    private final LongSupplier nanoTime;
    private @Nullable Position position;
    private volatile Consumer<String> roomListener = sid -> {};
    private volatile Consumer<String> sendListener = sid -> {};

    /**
     * What other nodes should know of a socket.
     *
     * @param away what was kept of it; empty while it is connected
     * @param standing empty if that cannot be said now
     */
    public record Told(Set<String> rooms, Optional<StoredSession> away, Optional<Standing> standing) {}

    /** @param lock the adapter's, which guards all others */
    Sharing(
            RecoveringAdapter adapter,
            Object lock,
            SocketEmitter emitter,
            Rooms rooms,
            PacketLog log,
            AwaySessions away,
            LongSupplier nanoTime) {
        this.adapter = adapter;
        this.lock = lock;
        this.emitter = emitter;
        this.rooms = rooms;
        this.log = log;
        this.away = away;
        this.nanoTime = nanoTime;
    }

    /**
     * From now on this node is one of several.
     *
     * @param uid its name there, 16 hex digits
     * @param changed hears of sockets that have come into rooms, or out of them, or do not come back; without a lock
     * @param sent hears of those that were sent something alone; without a lock
     */
    public void begin(String uid, Consumer<String> changed, Consumer<String> sent) {
        synchronized (lock) {
            position = new Position(uid, nanoTime);
            log.share(position);
        }
        roomListener = changed;
        sendListener = sent;
    }

    /**
     * Delivers events that this node puts into the log as well.
     *
     * @return which of its own the first of them is; the others follow
     */
    public long broadcastOwn(List<Packet.Event> events, BroadcastOptions options) {
        long[] last = {0};
        adapter.deliver(events, options, () -> last[0] = next());
        return last[0] - events.size() + 1;
    }

    /** The same for events that are delivered later: until then the node has to be {@linkplain Recovery#doubt in doubt}. */
    public long countOwn(int events) {
        synchronized (lock) {
            long first = next();
            for (int i = 1; i < events; i++) {
                next();
            }
            return first;
        }
    }

    private long next() {
        Position here = position;
        return here == null ? 0 : here.next();
    }

    /** Delivers what other nodes have put into the log, each at its place. */
    public void broadcastRead(List<EntryId> places, List<Packet.Event> events, BroadcastOptions options) {
        Iterator<EntryId> next = places.iterator();
        adapter.deliver(events, options, () -> move(next.next()));
    }

    /** Everything in the log up to there has been delivered, or is for nobody here. */
    public void read(EntryId id) {
        synchronized (lock) {
            move(id);
        }
    }

    private void move(EntryId id) {
        if (position != null) {
            position.read(id);
        }
    }

    /** What this node has delivered; empty in doubt. Under the lock. */
    Optional<Mark> mark() {
        return position == null ? Optional.empty() : position.mark();
    }

    /** What the log has cannot be read now: doubt lasts as long as it was to last from now on. */
    public void prolongDoubt() {
        synchronized (lock) {
            if (position != null) {
                position.prolongDoubt();
            }
        }
    }

    /** As {@link Recovery#doubt}. */
    public void doubt(Duration time) {
        synchronized (lock) {
            if (position != null) {
                position.doubt(time);
            }
        }
    }

    /** Those sockets are in other rooms, or are not to come back. Without the lock. */
    void changed(Collection<String> sids) {
        sids.forEach(roomListener);
    }

    /** As {@link #changed}, for those that are away. */
    void changedAway(List<Away> gone) {
        changed(gone.stream().map(each -> each.member().sid()).toList());
    }

    /** That socket was sent something alone. Without the lock. */
    void sent(String sid) {
        sendListener.accept(sid);
    }

    /** Another node has that session: here it is out of date, unless somebody is about to have it. */
    public void moved(StoredSession session) {
        synchronized (lock) {
            Away gone = away.find(session.pid());
            if (gone != null && gone.session() == session && !gone.isArriving() && !gone.isClaimed()) {
                away.remove(gone);
            }
        }
    }

    /** Whether it cannot be said now what sockets have been sent. */
    public boolean isInDoubt() {
        synchronized (lock) {
            return mark().isEmpty();
        }
    }

    /** How long a client may stay away. */
    public Duration patience() {
        return away.lifetime();
    }

    /** What there is to tell of a socket; empty if it is neither connected nor away. */
    public Optional<Told> tell(String sid, String pid) {
        synchronized (lock) {
            Optional<Mark> now = mark();
            Member connected = rooms.find(sid);
            if (connected != null) {
                return Optional.of(new Told(connected.rooms(), Optional.empty(), connected.standing(now, now)));
            }
            return Optional.ofNullable(away.find(pid))
                    .map(gone -> new Told(
                            gone.member().rooms(),
                            Optional.of(gone.session()),
                            gone.member().standing(gone.at(), now)));
        }
    }

    /** Whether a client with that offset has got it from this node, or none. */
    public boolean isOwn(Optional<String> offset) {
        return offset.isEmpty() || log.isOwn(offset.get());
    }

    /**
     * A session of another node is about to come: what is delivered from now on is kept for it. One of the same secret that is here
     * is out of date.
     *
     * @param its the rooms that it is in
     * @param from what the client has got
     * @return empty if this node is in doubt, or has not yet read what the client has got: that would be delivered to it once more
     */
    public Optional<Arrival> expect(StoredSession session, Set<String> its, Mark from, Mark joined, ReplayBound bound) {
        synchronized (lock) {
            Optional<Mark> here = mark();
            if (here.isEmpty() || here.get().read().compareTo(from.read()) < 0) {
                return Optional.empty();
            }
            Member member = new Member(session.sid(), log.last());
            member.join(its, log.last());
            member.broughtIn();
            // A number for all that it has missed: behind its coming, before what is delivered now.
            log.next();
            Arrival arrival =
                    new Arrival(session.pid(), from, joined, here.get(), member, log.last(), log.offset(), bound);
            away.add(new Away(session, member, log.last(), nanoTime.getAsLong(), arrival));
            adapter.sweepAway();
            return Optional.of(arrival);
        }
    }

    /** All that it has missed elsewhere has been added: it can be claimed, as one that was here. */
    public void arrive(Arrival arrival) {
        arrival.complete(emitter, nanoTime.getAsLong());
        if (arrival.outcome() != RecoveryOutcome.RECOVERED) {
            turnAway(arrival);
        }
    }

    /** It does not come. */
    public void turnAway(Arrival arrival) {
        synchronized (lock) {
            Away expected = away.find(arrival.pid());
            if (expected != null && expected.member() == arrival.member()) {
                away.remove(expected);
            }
        }
    }
}
