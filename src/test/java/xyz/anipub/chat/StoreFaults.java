package xyz.anipub.chat;

import java.util.function.Consumer;

/** Lets a test be there when a repository in memory is called, and fail the call. */
public final class StoreFaults {

    private volatile Consumer<String> watcher = call -> {};

    /** The watcher hears of each call by its method's name before it does anything, and {@code "<name> done"} after. */
    public void watch(Consumer<String> newWatcher) {
        watcher = newWatcher;
    }

    /** Every call fails from now on. */
    public void away() {
        watch(call -> {
            throw new UnavailableException("away");
        });
    }

    /** The next time this is called it fails, once. */
    public void failOnce(String name) {
        watch(call -> {
            if (call.equals(name)) {
                back();
                throw new UnavailableException("away at " + name);
            }
        });
    }

    /** From this call on, everything fails. */
    public void awayFrom(String name) {
        watch(call -> {
            if (call.equals(name)) {
                away();
                throw new UnavailableException("away at " + name);
            }
        });
    }

    public void back() {
        watch(call -> {});
    }

    public void call(String name) {
        watcher.accept(name);
    }
}
