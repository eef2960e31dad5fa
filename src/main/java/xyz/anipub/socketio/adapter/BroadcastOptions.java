package xyz.anipub.socketio.adapter;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whom a broadcast is for, and how it travels; immutable.
 *
 * @param rooms its members are meant; empty means all sockets of the namespace
 * @param except its members (a room may be one socket's id) are not meant
 * @param isLocal whether only this node's sockets are meant
 */
public record BroadcastOptions(Set<String> rooms, Set<String> except, boolean isLocal, EventFlags flags) {

    private static final BroadcastOptions EVERYBODY =
            new BroadcastOptions(Set.of(), Set.of(), false, EventFlags.usual());

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
        return new BroadcastOptions(union(rooms, more), except, isLocal, flags);
    }

    /** Without the members of these rooms. */
    public BroadcastOptions except(Collection<String> more) {
        return new BroadcastOptions(rooms, union(except, more), isLocal, flags);
    }

    /** On this node only. */
    public BroadcastOptions local() {
        return new BroadcastOptions(rooms, except, true, flags);
    }

    /** Only to sockets that can take it at once. */
    public BroadcastOptions asVolatile() {
        return with(flags.asVolatile());
    }

    /** Travelling in another way. */
    public BroadcastOptions with(EventFlags changed) {
        return new BroadcastOptions(rooms, except, isLocal, changed);
    }

    private static Set<String> union(Set<String> some, Collection<String> more) {
        if (some.isEmpty() && more.size() == 1) {
            return Set.of(more.iterator().next());
        }
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }
}
