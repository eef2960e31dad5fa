package xyz.anipub.socketio;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.AdapterFactory;

/**
 * The namespaces of a server: those that the application names, and the children that clients name.
 *
 * <p>Thread-safe, without a lock. Bounded by what the application names and
 * {@link SocketLimits#maxChildNamespaces()}.
 */
final class Namespaces {

    private static final Logger LOG = System.getLogger(Namespaces.class.getName());
    private static final int LONGEST_NAME = 255;

    private final Map<String, Namespace> namespaces = new ConcurrentHashMap<>();
    private final Map<String, Birth> births = new ConcurrentHashMap<>();
    private final Map<String, ParentNamespace> patterns = new ConcurrentHashMap<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Consumer<Namespace>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger children = new AtomicInteger();
    private final SocketServerConfig config;
    private final ScheduledExecutorService timers;
    private final AdapterFactory adapters;
    private volatile PayloadCodec payloads = new PlainPayloads();

    /** @param pattern what a name of the application's must match to become a child, too */
    private record Rule(NamespaceMatcher matcher, @Nullable Pattern pattern, ParentNamespace parent) {}

    /** A namespace that is being made, and whose listeners hear of it. */
    private static final class Birth {

        private final Thread thread = Thread.currentThread();
        private final CountDownLatch end = new CountDownLatch(1);
        private volatile @Nullable Namespace child;

        /** Waits for the end, and returns null; a listener that asks for what it is being told of gets it. */
        @Nullable
        Namespace child() {
            if (thread == Thread.currentThread()) {
                return child;
            }
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a namespace was made", e);
            }
            return null;
        }
    }

    Namespaces(SocketServerConfig config, ScheduledExecutorService timers, AdapterFactory adapters) {
        this.config = config;
        this.timers = timers;
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

    Collection<Namespace> all() {
        return namespaces.values();
    }

    ParentNamespace parent(NamespaceMatcher matcher) {
        return parent(matcher, null);
    }

    /** The one that there is for the same expression and flags; made if it is not there yet. */
    ParentNamespace parent(Pattern names) {
        return patterns.computeIfAbsent(
                names.flags() + ":" + names.pattern(),
                same -> parent((name, handshake) -> names.matcher(name).matches(), names));
    }

    private ParentNamespace parent(NamespaceMatcher matcher, @Nullable Pattern pattern) {
        ParentNamespace parent = new ParentNamespace("/_" + rules.size(), config, timers);
        parent.handlers().payloads(payloads);
        rules.add(new Rule(matcher, pattern, parent));
        return parent;
    }

    /** The application's: it stays, and becomes a child of the first pattern that it matches. */
    Namespace of(String path) {
        Namespace present = namespaces.get(path);
        while (present == null || !present.keep()) {
            Optional<ParentNamespace> parent = rules.stream()
                    .filter(rule ->
                            rule.pattern != null && rule.pattern.matcher(path).matches())
                    .map(Rule::parent)
                    .findFirst();
            present = make(path, parent, made -> made.keep());
        }
        return present;
    }

    /**
     * The namespace that a client wants to join; {@link Namespace#released} has to follow.
     *
     * @throws ConnectRefusedException if there is none, or if there are too many children
     */
    Namespace enter(String path, Handshake handshake) {
        Namespace present = namespaces.get(path);
        while (present == null || !present.hold()) {
            ParentNamespace parent =
                    parent(path, handshake).orElseThrow(() -> new ConnectRefusedException("Invalid namespace"));
            present = make(path, Optional.of(parent), made -> count(made, parent));
        }
        return present;
    }

    private void count(Namespace child, ParentNamespace parent) {
        if (children.incrementAndGet() > config.limits().maxChildNamespaces()) {
            children.decrementAndGet();
            throw new ConnectRefusedException("too many namespaces");
        }
        child.onEmpty(() -> remove(child, parent));
        if (!config.limits().cleanupEmptyChildNamespaces()) {
            child.keep();
        }
    }

    private Optional<ParentNamespace> parent(String path, Handshake handshake) {
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
     * Others who want it meanwhile wait for that.
     *
     * @param first what happens before it is announced; if that throws, there is none
     * @return null if it has to be looked for again
     */
    private @Nullable Namespace make(String path, Optional<ParentNamespace> parent, Consumer<Namespace> first) {
        Birth mine = new Birth();
        Birth earlier = births.putIfAbsent(path, mine);
        if (earlier != null) {
            return earlier.child();
        }
        try {
            Namespace present = namespaces.get(path);
            if (present != null) {
                return present;
            }
            Namespace made = new Namespace(path, config, timers, adapters);
            try {
                first.accept(made);
            } catch (ConnectRefusedException e) {
                made.adapter().close();
                throw e;
            }
            parent.ifPresent(found -> found.adopt(made));
            made.handlers().payloads(payloads);
            mine.child = made;
            announce(made);
            namespaces.put(path, made);
            parent.ifPresent(found -> found.add(made));
            return made;
        } finally {
            births.remove(path);
            mine.end.countDown();
        }
    }

    private void announce(Namespace made) {
        for (Consumer<Namespace> listener : listeners) {
            try {
                listener.accept(made);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "A listener for new namespaces failed", e);
            }
        }
    }

    private void remove(Namespace child, ParentNamespace parent) {
        namespaces.remove(child.name(), child);
        parent.remove(child);
        children.decrementAndGet();
        child.adapter().close();
    }
}
