package xyz.anipub.socketio.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.adapter.AdapterFactory;
import xyz.anipub.socketio.config.SocketLimits;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.connection.Timeouts;
import xyz.anipub.socketio.event.PayloadCodec;
import xyz.anipub.socketio.event.PlainPayloads;
import xyz.anipub.socketio.handshake.ConnectRefusedException;
import xyz.anipub.socketio.handshake.Handshake;
import xyz.anipub.socketio.handshake.NamespaceMatcher;
import xyz.anipub.socketio.server.NamespaceCreation.StillMadeException;

/**
 * The namespaces of a server: those that the application names, and the children that clients name.
 *
 * <p>Thread-safe, without a lock. Bounded by what the application names and
 * {@link SocketLimits#maxChildNamespaces()}.
 */
final class Namespaces {

    private static final Logger LOG = System.getLogger(Namespaces.class.getName());
    private static final int LONGEST_NAME = 255;

    /** For a namespace that another thread makes: its listeners are the application's. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Map<String, LocalNamespace> namespaces = new ConcurrentHashMap<>();
    private final NamespaceCreation creation;
    private final Map<String, LocalParentNamespace> patterns = new ConcurrentHashMap<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Consumer<Namespace>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger children = new AtomicInteger();
    private final SocketServerConfig config;
    private final Executor listener;
    private final Timeouts timeouts;
    private final AdapterFactory adapters;
    private volatile PayloadCodec payloads = new PlainPayloads();

    /** @param pattern what a name of the application's must match to become a child, too */
    private record Rule(NamespaceMatcher matcher, @Nullable Pattern pattern, LocalParentNamespace parent) {}

    Namespaces(SocketServerConfig config, Executor listener, Timeouts timeouts, AdapterFactory adapters) {
        this.config = config;
        this.creation = new NamespaceCreation(
                config.connectTimeout().compareTo(LONGEST_WAIT) < 0 ? config.connectTimeout() : LONGEST_WAIT);
        this.listener = listener;
        this.timeouts = timeouts;
        this.adapters = adapters;
    }

    /** The codec of all namespaces, those to come included. */
    void payloads(PayloadCodec codec) {
        payloads = codec;
        namespaces.values().forEach(namespace -> namespace.handlers().payloads(codec));
        rules.forEach(rule -> rule.parent.handlers().payloads(codec));
    }

    void onNew(Consumer<Namespace> listener) {
        listeners.add(listener);
    }

    Collection<LocalNamespace> all() {
        return namespaces.values();
    }

    LocalParentNamespace parent(NamespaceMatcher matcher) {
        return parent(matcher, null);
    }

    /** The one that there is for the same expression and flags; made if it is not there yet. */
    LocalParentNamespace parent(Pattern names) {
        return patterns.computeIfAbsent(
                names.flags() + ":" + names.pattern(),
                same -> parent((name, handshake) -> names.matcher(name).matches(), names));
    }

    private LocalParentNamespace parent(NamespaceMatcher matcher, @Nullable Pattern pattern) {
        LocalParentNamespace parent = new LocalParentNamespace("/_" + rules.size(), config, listener, timeouts);
        parent.handlers().payloads(payloads);
        rules.add(new Rule(matcher, pattern, parent));
        return parent;
    }

    /** The application's: it stays, and becomes a child of the first pattern that it matches. */
    LocalNamespace of(String path) {
        LocalNamespace present = namespaces.get(path);
        while (present == null || !present.keep()) {
            Optional<LocalParentNamespace> parent = rules.stream()
                    .filter(rule ->
                            rule.pattern != null && rule.pattern.matcher(path).matches())
                    .map(Rule::parent)
                    .findFirst();
            present = make(path, parent, made -> made.keep());
        }
        return present;
    }

    /**
     * The namespace that a client wants to join; {@link LocalNamespace#released} has to follow.
     *
     * @throws ConnectRefusedException if there is none, or if there are too many children
     */
    LocalNamespace enter(String path, Handshake handshake) {
        LocalNamespace present = namespaces.get(path);
        while (present == null || !present.hold()) {
            LocalParentNamespace parent =
                    parent(path, handshake).orElseThrow(() -> new ConnectRefusedException("Invalid namespace"));
            try {
                present = make(path, Optional.of(parent), made -> count(made, parent));
            } catch (StillMadeException e) {
                throw new ConnectRefusedException("namespace not ready");
            }
        }
        return present;
    }

    private void count(LocalNamespace child, LocalParentNamespace parent) {
        if (children.incrementAndGet() > config.limits().maxChildNamespaces()) {
            children.decrementAndGet();
            throw new ConnectRefusedException("too many namespaces");
        }
        child.onEmpty(() -> remove(child, parent));
        if (!config.limits().cleanupEmptyChildNamespaces()) {
            child.keep();
        }
    }

    private Optional<LocalParentNamespace> parent(String path, Handshake handshake) {
        if (path.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        return rules.stream()
                .filter(rule -> matches(rule.matcher, path, handshake))
                .map(Rule::parent)
                .findFirst();
    }

    private static boolean matches(NamespaceMatcher matcher, String path, Handshake handshake) {
        try {
            return matcher.matches(path, handshake);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A matcher of namespaces failed", e);
            return false;
        }
    }

    /**
     * Makes a namespace, if there is none of that name, and has the listeners hear of it before anybody else can find it.
     *
     * @param first what happens before it is announced; if that throws, there is none
     * @return null if it has to be looked for again
     * @throws StillMadeException if another thread takes too long to make it
     */
    private @Nullable LocalNamespace make(
            String path, Optional<LocalParentNamespace> parent, Consumer<LocalNamespace> first) {
        return creation.once(path, begun -> {
            LocalNamespace present = namespaces.get(path);
            if (present != null) {
                return present;
            }
            LocalNamespace made = new LocalNamespace(path, config, listener, timeouts, adapters);
            begun.accept(made);
            try {
                first.accept(made);
            } catch (ConnectRefusedException e) {
                made.adapter().close();
                throw e;
            }
            parent.ifPresent(found -> found.adopt(made));
            made.handlers().payloads(payloads);
            announce(made);
            namespaces.put(path, made);
            parent.ifPresent(found -> found.add(made));
            return made;
        });
    }

    private void announce(LocalNamespace made) {
        for (Consumer<Namespace> listener : listeners) {
            try {
                listener.accept(made);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "A listener for new namespaces failed", e);
            }
        }
    }

    private void remove(LocalNamespace child, LocalParentNamespace parent) {
        namespaces.remove(child.name(), child);
        parent.remove(child);
        children.decrementAndGet();
        child.adapter().close();
    }
}
