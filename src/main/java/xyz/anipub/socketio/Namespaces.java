package xyz.anipub.socketio;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.AdapterFactory;
import xyz.anipub.socketio.config.SocketLimits;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.connection.Timeouts;
import xyz.anipub.socketio.event.PayloadCodec;
import xyz.anipub.socketio.event.PlainPayloads;
import xyz.anipub.socketio.handshake.ConnectRefusedException;
import xyz.anipub.socketio.handshake.Handshake;
import xyz.anipub.socketio.handshake.NamespaceMatcher;

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

    private final Map<String, Namespace> namespaces = new ConcurrentHashMap<>();
    private final Map<String, Birth> births = new ConcurrentHashMap<>();
    /** What threads wait for that want a namespace that another one makes. */
    private final Map<Thread, Birth> waiting = new ConcurrentHashMap<>();

    private final Duration patience;
    private final Map<String, ParentNamespace> patterns = new ConcurrentHashMap<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Consumer<Namespace>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger children = new AtomicInteger();
    private final SocketServerConfig config;
    private final Executor listener;
    private final Timeouts timeouts;
    private final AdapterFactory adapters;
    private volatile PayloadCodec payloads = new PlainPayloads();

    /** @param pattern what a name of the application's must match to become a child, too */
    private record Rule(NamespaceMatcher matcher, @Nullable Pattern pattern, ParentNamespace parent) {}

    /** A namespace that is being made, and whose listeners hear of it. */
    private static final class Birth {

        private final Thread thread = Thread.currentThread();
        private final CountDownLatch end = new CountDownLatch(1);
        private volatile @Nullable Namespace child;

        /**
         * What is being made, for those who may not wait for its listeners: they are the listeners, or these wait for them.
         *
         * @throws IllegalStateException if it is not even made
         */
        Namespace child() {
            Namespace made = child;
            if (made == null) {
                throw new IllegalStateException("a namespace is asked for by what makes it");
            }
            return made;
        }
    }

    /** Somebody else makes a namespace, and that takes too long. */
    private static final class StillMadeException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        StillMadeException(String path) {
            super("namespace " + path + " is still being made: a listener for new namespaces takes its time");
        }
    }

    Namespaces(SocketServerConfig config, Executor listener, Timeouts timeouts, AdapterFactory adapters) {
        this.config = config;
        this.patience = config.connectTimeout().compareTo(LONGEST_WAIT) < 0 ? config.connectTimeout() : LONGEST_WAIT;
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
        ParentNamespace parent = new ParentNamespace("/_" + rules.size(), config, listener, timeouts);
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
            try {
                present = make(path, Optional.of(parent), made -> count(made, parent));
            } catch (StillMadeException e) {
                throw new ConnectRefusedException("namespace not ready");
            }
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
     * @throws IllegalStateException if another thread takes too long to make it
     */
    private @Nullable Namespace make(String path, Optional<ParentNamespace> parent, Consumer<Namespace> first) {
        Birth mine = new Birth();
        Birth earlier = births.putIfAbsent(path, mine);
        if (earlier != null) {
            return await(earlier, path);
        }
        try {
            Namespace present = namespaces.get(path);
            if (present != null) {
                return present;
            }
            Namespace made = new Namespace(path, config, listener, timeouts, adapters);
            mine.child = made;
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
        } finally {
            births.remove(path);
            mine.end.countDown();
        }
    }

    /**
     * Waits until another thread has made a namespace, and returns null; where that would be for ever, it returns the
     * namespace before all listeners have heard of it.
     */
    private @Nullable Namespace await(Birth birth, String path) {
        Thread current = Thread.currentThread();
        if (birth.thread == current) {
            return birth.child();
        }
        // Before the look: of two that wait for each other one at least sees it.
        waiting.put(current, birth);
        try {
            if (waitsFor(birth.thread, current)) {
                return birth.child();
            } else if (!birth.end.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StillMadeException(path);
            }
            return null;
        } catch (InterruptedException e) {
            current.interrupt();
            throw new IllegalStateException("interrupted while a namespace was made", e);
        } finally {
            waiting.remove(current);
        }
    }

    /** Whether a thread waits, perhaps by way of others, for what another one makes. */
    private boolean waitsFor(Thread first, Thread wanted) {
        Set<Thread> seen = new HashSet<>();
        Thread each = first;
        while (each != wanted && seen.add(each)) {
            Birth next = waiting.get(each);
            if (next == null) {
                return false;
            }
            each = next.thread;
        }
        return each == wanted;
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
