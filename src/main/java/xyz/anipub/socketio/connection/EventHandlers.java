package xyz.anipub.socketio.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.event.EventHandler;

/**
 * The handlers of a socket's events by name, in the order in which they were registered.
 *
 * <p>Thread-safe: each entry is an immutable list that is replaced atomically.
 */
public final class EventHandlers {

    /** Null for none: many applications declare theirs for a whole namespace. */
    private volatile @Nullable Map<String, List<Entry>> entries;

    public void add(String event, EventHandler handler, boolean once) {
        made().merge(event, List.of(new Entry(handler, once)), (some, more) -> Stream.concat(
                        some.stream(), more.stream())
                .toList());
    }

    /** Takes out the handler that was registered last, if it is there several times. */
    public void remove(String event, EventHandler handler) {
        made().computeIfPresent(event, (name, present) -> {
            for (int i = present.size() - 1; i >= 0; i--) {
                if (present.get(i).handler == handler) {
                    return without(present, present.get(i));
                }
            }
            return present;
        });
    }

    public void removeAll(String event) {
        made().remove(event);
    }

    /** The handlers to be called now. Those for one event only are handed out once. */
    public List<EventHandler> take(String event) {
        Map<String, List<Entry>> all = entries;
        List<Entry> present = all == null ? null : all.get(event);
        if (present == null) {
            return List.of();
        }
        List<EventHandler> taken = new ArrayList<>(present.size());
        for (Entry entry : present) {
            if (!entry.once || takeOut(event, entry)) {
                taken.add(entry.handler);
            }
        }
        return taken;
    }

    private synchronized Map<String, List<Entry>> made() {
        Map<String, List<Entry>> all = entries;
        if (all == null) {
            all = new ConcurrentHashMap<>(4);
            entries = all;
        }
        return all;
    }

    private boolean takeOut(String event, Entry entry) {
        boolean[] found = new boolean[1];
        made().computeIfPresent(event, (name, present) -> {
            found[0] = present.contains(entry);
            return without(present, entry);
        });
        return found[0];
    }

    private static @Nullable List<Entry> without(List<Entry> entries, Entry gone) {
        List<Entry> rest = entries.stream().filter(entry -> entry != gone).toList();
        return rest.isEmpty() ? null : rest;
    }

    /** No record: two of the same handler are two. */
    private static final class Entry {

        private final EventHandler handler;
        private final boolean once;

        Entry(EventHandler handler, boolean once) {
            this.handler = handler;
            this.once = once;
        }
    }
}
