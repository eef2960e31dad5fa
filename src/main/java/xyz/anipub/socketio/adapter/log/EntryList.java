package xyz.anipub.socketio.adapter.log;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.log.PacketLog.Entry;

/** Some of a log's events in the order of their numbers, and how large they are. Not thread-safe. */
final class EntryList {

    private final NavigableMap<Long, Entry> entries = new TreeMap<>();
    /** Null until it is asked for. */
    private @Nullable Entry oldest;

    private long bytes;

    void add(Entry entry) {
        entries.put(entry.number(), entry);
        bytes += entry.size();
    }

    /** Nothing happens if it is not there. */
    void remove(Entry entry) {
        if (entries.remove(entry.number()) != null) {
            bytes -= entry.size();
            oldest = null;
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int size() {
        return entries.size();
    }

    long bytes() {
        return bytes;
    }

    /** @throws java.util.NoSuchElementException if there is none */
    Entry oldest() {
        Entry known = oldest;
        if (known == null) {
            known = Objects.requireNonNull(entries.get(entries.firstKey()));
            oldest = known;
        }
        return known;
    }

    /** Those after that number, in order. */
    Collection<Entry> after(long number) {
        return entries.tailMap(number, false).values();
    }
}
