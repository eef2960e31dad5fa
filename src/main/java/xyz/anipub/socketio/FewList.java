package xyz.anipub.socketio;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a socket has of a kind, in order: mostly nothing, else a few. Copied whenever it changes, as a
 * {@link java.util.concurrent.CopyOnWriteArrayList} is, which takes four times as much for nothing, and there are several for
 * each socket. Thread-safe.
 */
final class FewList<T> {

    private volatile List<T> all = List.of();

    boolean isEmpty() {
        return all.isEmpty();
    }

    synchronized void add(T more) {
        List<T> changed = new ArrayList<>(all);
        changed.add(more);
        all = List.copyOf(changed);
    }

    synchronized void addFirst(T more) {
        List<T> changed = new ArrayList<>(all);
        changed.add(0, more);
        all = List.copyOf(changed);
    }

    /** Takes it out once; nothing happens if it is not there. */
    synchronized void remove(T gone) {
        List<T> changed = new ArrayList<>(all);
        changed.remove(gone);
        all = List.copyOf(changed);
    }

    /** Adds one in place of those that match. */
    synchronized void replace(Predicate<T> earlier, T more) {
        List<T> changed = new ArrayList<>(all);
        changed.removeIf(earlier);
        changed.add(more);
        all = List.copyOf(changed);
    }

    void forEach(Consumer<T> each) {
        all.forEach(each);
    }

    /** The first that is of a type; null if none is. */
    <S> @Nullable S first(Class<S> type) {
        for (T each : all) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
