package xyz.anipub.socketio.adapter;

import java.util.Set;

/**
 * Which socket of this node is in which room of a namespace (protocol section 4): delivery lists of socket ids.
 *
 * <p><b>Life of a socket.</b> A socket takes part from {@link #add} to {@link #remove}. Outside of that
 * {@link #join} and {@link #leave} do nothing, so a socket that leaves while others move it about stays in no room.
 *
 * <p><b>What a return means.</b> When {@link #leave} or {@link #remove} has returned, no broadcast that begins afterwards on
 * this node reaches that socket by that room. A broadcast under way on another thread may have taken it already.
 *
 * <p>All methods may be called by any thread at any time.
 */
public interface RoomMembership {

    /** A socket takes part from now on; its first room has its own id as name. */
    void add(String sid);

    /** A socket no longer takes part: it leaves all rooms. May be repeated. */
    void remove(String sid);

    /**
     * Puts a socket of this node into rooms; those it is in already stay as they are.
     *
     * @throws IllegalStateException if these would be more rooms than a socket may be in; then it enters none of them
     */
    void join(String sid, Set<String> rooms);

    /** Takes a socket of this node out of a room, if it is in there. A room without sockets is gone. */
    void leave(String sid, String room);

    /** The rooms of a socket of this node, its own id included; empty if it does not take part. A snapshot. */
    Set<String> rooms(String sid);

    /** All rooms of this node, those of its sockets' own ids included. A snapshot. */
    Set<String> allRooms();

    /**
     * Whether what is sent to that room alone is for anybody of this node, connected or away; true where it is not known at
     * once. For what comes from other nodes: to be asked before it is read.
     */
    boolean isWanted(String room);

    /** Hears from now on how rooms change on this node. */
    void listen(RoomListener listener);
}
