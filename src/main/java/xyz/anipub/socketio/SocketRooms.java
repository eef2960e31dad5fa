package xyz.anipub.socketio;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import xyz.anipub.socketio.adapter.Adapter;

/**
 * The rooms of one socket: the adapter's, or, while its client wants its state recovered, those that it shall be in
 * besides the recovered ones. Until then the adapter may know another socket by the same id; so it may after the end of
 * a socket whose id is its connection's.
 *
 * <p>Thread-safe. The monitor of this object guards what is held back; the adapter is called without it.
 */
final class SocketRooms {

    private final Adapter adapter;
    private volatile String sid;
    private final int max;
    private final Set<String> heldBack = new LinkedHashSet<>(2);
    private boolean holding;

    /** @param max how many rooms a socket may be in, that of its own id not counted */
    SocketRooms(Adapter adapter, String sid, int max) {
        this.adapter = adapter;
        this.sid = sid;
        this.max = max;
    }

    /** From now on the adapter hears nothing. */
    synchronized void hold() {
        holding = true;
        heldBack.add(sid);
    }

    /** It comes in by another id than that by which its rooms were held back; the adapter knows it from now on. */
    void letGoAs(String other) {
        synchronized (this) {
            heldBack.remove(sid);
            heldBack.add(other);
            sid = other;
        }
        adapter.add(other);
        letGo();
    }

    /** The adapter knows the socket from now on. */
    void letGo() {
        Set<String> joined;
        synchronized (this) {
            holding = false;
            joined = Set.copyOf(heldBack);
            heldBack.clear();
        }
        adapter.join(sid, joined);
    }

    /** @throws IllegalStateException if these would be too many; it enters none then */
    void join(Set<String> rooms) {
        if (!holdBack(rooms)) {
            adapter.join(sid, rooms);
        }
    }

    void leave(String room) {
        boolean held;
        synchronized (this) {
            held = holding;
            heldBack.remove(room);
        }
        if (!held) {
            adapter.leave(sid, room);
        }
    }

    Set<String> all() {
        synchronized (this) {
            if (holding) {
                return Set.copyOf(heldBack);
            }
        }
        return adapter.rooms(sid);
    }

    /** It leaves them all now, though they can be read until {@link #clear}: another socket may come in by its id. */
    void leaveEarly() {
        Set<String> last = adapter.rooms(sid);
        synchronized (this) {
            holding = true;
            heldBack.addAll(last);
        }
        adapter.remove(sid);
    }

    /** It has gone. */
    void clear() {
        boolean held;
        synchronized (this) {
            held = holding;
            heldBack.clear();
        }
        if (!held) {
            adapter.remove(sid);
        }
    }

    private synchronized boolean holdBack(Set<String> rooms) {
        if (holding) {
            Set<String> all = new HashSet<>(heldBack);
            all.addAll(rooms);
            if (all.size() > max + 1L) {
                throw new IllegalStateException("more than " + max + " rooms");
            }
            heldBack.addAll(rooms);
        }
        return holding;
    }
}
