package xyz.anipub.socketio.server;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.config.SocketLimits;

/**
 * The namespaces that one connection is in, was in, and asks for.
 *
 * <p>Thread-safe: the object's monitor guards changes, what is read without it is replaced as a whole. What it was in is
 * forgotten, the oldest first, beyond twice {@link SocketLimits#maxNamespaces()}.
 */
final class Memberships {

    private final int max;
    /** By namespace. Replaced, never changed, so that anybody may read it: there is mostly one. */
    private volatile Map<String, LocalSocket> sockets = Map.of();
    /** Namespaces that are still being asked. Replaced, never changed. */
    private volatile Set<String> deciding = Set.of();
    /** Namespaces that it has left; null for none. */
    private @Nullable Set<String> left;

    /** @param max how many namespaces a connection may be in */
    Memberships(int max) {
        this.max = max;
    }

    @Nullable
    LocalSocket socket(String namespace) {
        return sockets.get(namespace);
    }

    Collection<LocalSocket> sockets() {
        return sockets.values();
    }

    /** Whether it is in a namespace or asks for it. */
    boolean has(String namespace) {
        // In this order: who is in is put there before it is taken from those who are being asked.
        return deciding.contains(namespace) || sockets.containsKey(namespace);
    }

    /** Whether it may ask for no other. */
    boolean isFull() {
        return deciding.size() + sockets.size() >= max;
    }

    /** Whether it is in a namespace, or was. */
    boolean wasJoined(String namespace) {
        if (sockets.containsKey(namespace)) {
            return true;
        }
        synchronized (this) {
            return left != null && left.contains(namespace);
        }
    }

    /** Whether it comes into a namespace is decided later. */
    synchronized void deciding(String namespace) {
        Set<String> more = new HashSet<>(deciding);
        more.add(namespace);
        deciding = Set.copyOf(more);
    }

    /** It is in, or has been refused. */
    synchronized void decided(String namespace) {
        Set<String> rest = new HashSet<>(deciding);
        rest.remove(namespace);
        deciding = Set.copyOf(rest);
    }

    synchronized void joined(LocalSocket socket) {
        Map<String, LocalSocket> more = new HashMap<>(sockets);
        more.put(socket.namespace().name(), socket);
        sockets = Map.copyOf(more);
    }

    /** @param wasIn whether it had come in; else it never was there */
    synchronized void left(LocalSocket socket, boolean wasIn) {
        String name = socket.namespace().name();
        if (wasIn) {
            leave(name);
        }
        Map<String, LocalSocket> rest = new HashMap<>(sockets);
        if (rest.remove(name, socket)) {
            sockets = Map.copyOf(rest);
        }
    }

    private void leave(String name) {
        Set<String> all = left == null ? new LinkedHashSet<>(2) : left;
        all.remove(name);
        all.add(name);
        if (all.size() > 2 * max) {
            all.remove(all.iterator().next());
        }
        left = all;
    }
}
