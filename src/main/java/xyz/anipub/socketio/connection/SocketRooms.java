package xyz.anipub.socketio.connection;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.RoomMembership;

/**
 * The rooms of one socket: the adapter's, or, while its client wants its state recovered, those that it shall be in
 * besides the recovered ones. Until then the adapter may know another socket by the same id; so it may after the end of
 * a socket whose id is its connection's.
 *
 * <p>Thread-safe. The monitor of this object guards what is held back; the adapter is called without it.
 */
public final class SocketRooms {

    private final RoomMembership adapter;
    private volatile String sid;
    private final int max;
    /** Null while nothing is held back. */
    private @Nullable Set<String> heldBack;

    /** @param max how many rooms a socket may be in, that of its own id not counted */
    public SocketRooms(RoomMembership adapter, String sid, int max) {
        this.adapter = adapter;
        this.sid = sid;
        this.max = max;
    }

    /** From now on the adapter hears nothing. */
    public synchronized void hold() {
        heldBack = new LinkedHashSet<>(Set.of(sid));
    }

    /** It comes in by another id than that by which its rooms were held back; the adapter knows it from now on. */
    public void letGoAs(String other) {
        synchronized (this) {
            Set<String> held = new LinkedHashSet<>(held());
            held.remove(sid);
            held.add(other);
            heldBack = held;
            sid = other;
        }
        adapter.add(other);
        letGo();
    }

    /** The adapter knows the socket from now on. */
    public void letGo() {
        Set<String> joined;
        synchronized (this) {
            joined = Set.copyOf(held());
            heldBack = null;
        }
        adapter.join(sid, joined);
    }

    /** @throws IllegalStateException if these would be too many; it enters none then */
    public void join(Set<String> rooms) {
        if (!holdBack(rooms)) {
            adapter.join(sid, rooms);
        }
    }

    public void leave(String room) {
        synchronized (this) {
            if (heldBack != null) {
                heldBack.remove(room);
                return;
            }
        }
        adapter.leave(sid, room);
    }

    public Set<String> all() {
        synchronized (this) {
            if (heldBack != null) {
                return Set.copyOf(heldBack);
            }
        }
        return adapter.rooms(sid);
    }

    /** It leaves them all now, though they can be read until {@link #clear}: another socket may come in by its id. */
    public void leaveEarly() {
        Set<String> last = adapter.rooms(sid);
        synchronized (this) {
            Set<String> held = new LinkedHashSet<>(held());
            held.addAll(last);
            heldBack = held;
        }
        adapter.remove(sid);
    }

    /** It has gone. */
    public void clear() {
        boolean held;
        synchronized (this) {
            held = heldBack != null;
            if (held) {
                heldBack = new LinkedHashSet<>();
            }
        }
        if (!held) {
            adapter.remove(sid);
        }
    }

    private synchronized boolean holdBack(Set<String> rooms) {
        if (heldBack == null) {
            return false;
        }
        Set<String> all = new LinkedHashSet<>(heldBack);
        all.addAll(rooms);
        if (all.size() > max + 1L) {
            throw new IllegalStateException("more than " + max + " rooms");
        }
        heldBack = all;
        return true;
    }

    private Set<String> held() {
        return heldBack == null ? Set.of() : heldBack;
    }
}
