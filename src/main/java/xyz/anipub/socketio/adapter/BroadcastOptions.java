package xyz.anipub.socketio.adapter;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whom a broadcast is for, and how; immutable.
 *
 * @param rooms its members are meant; empty means all sockets of the namespace
 * @param except its members (a room may be one socket's id) are not meant
 * @param isLocal whether only this node's sockets are meant
 * @param isVolatile whether a socket that cannot take the event at once shall miss it
 */
public record BroadcastOptions(Set<String> rooms, Set<String> except, boolean isLocal, boolean isVolatile) {

    private static final BroadcastOptions EVERYBODY = new BroadcastOptions(Set.of(), Set.of(), false, false);

    public BroadcastOptions {
        rooms = Set.copyOf(rooms);
        except = Set.copyOf(except);
    }

    /** All sockets of the namespace, on all nodes. */
    public static BroadcastOptions everybody() {
        return EVERYBODY;
    }

    /** Also the members of these rooms; of these only, if no room was named before. */
    public BroadcastOptions to(Collection<String> more) {
        return new BroadcastOptions(union(rooms, more), except, isLocal, isVolatile);
    }

    /** Without the members of these rooms. */
    public BroadcastOptions except(Collection<String> more) {
        return new BroadcastOptions(rooms, union(except, more), isLocal, isVolatile);
    }

    /** On this node only. */
    public BroadcastOptions local() {
        return new BroadcastOptions(rooms, except, true, isVolatile);
    }

    /** Only to sockets that can take it at once. */
    public BroadcastOptions asVolatile() {
        return new BroadcastOptions(rooms, except, isLocal, true);
    }

    private static Set<String> union(Set<String> some, Collection<String> more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }
}
