package xyz.anipub.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A bounded map that evicts the least recently used entry. Its own monitor guards it; no foreign code runs inside. */
public final class LruMap<K, V> {

    private final Map<K, V> entries;

    public LruMap(int capacity) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > capacity;
            }
        };
    }

    public synchronized Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    public synchronized void put(K key, V value) {
        entries.put(key, value);
    }

    public synchronized void remove(K key) {
        entries.remove(key);
    }

    /** @param outdated looks at values only */
    public synchronized void removeIf(Predicate<V> outdated) {
        entries.values().removeIf(outdated);
    }

    public synchronized int size() {
        return entries.size();
    }
}
