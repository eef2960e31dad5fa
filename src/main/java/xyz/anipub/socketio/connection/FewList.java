package xyz.anipub.socketio.connection;

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
public final class FewList<T> {

    private volatile List<T> all = List.of();

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public void add(T more) {
        change(list -> list.add(more));
    }

    public void addFirst(T more) {
        change(list -> list.add(0, more));
    }

    /** Takes it out once; nothing happens if it is not there. */
    public void remove(T gone) {
        change(list -> list.remove(gone));
    }

    /** Adds one in place of those that match. */
    public void replace(Predicate<T> earlier, T more) {
        change(list -> {
            list.removeIf(earlier);
            list.add(more);
        });
    }

    private synchronized void change(Consumer<List<T>> change) {
        List<T> changed = new ArrayList<>(all);
        change.accept(changed);
        all = List.copyOf(changed);
    }

    public void forEach(Consumer<T> each) {
        all.forEach(each);
    }

    /** The first that is of a type; null if none is. */
    public <S> @Nullable S first(Class<S> type) {
        for (T each : all) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
