package xyz.anipub.engineio.transport.upgrade;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Chooses who carries a WebSocket: the first {@link Carrier} that suits its connection, else the container's own endpoint.
 * Says so once in the log, with the reasons. Thread-safe.
 */
final class Carriers {

    private static final Logger LOG = System.getLogger(Carriers.class.getName());

    private static final String ENDPOINT = "the container's endpoint";

    private final List<Carrier> candidates = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<String> refusals = new CopyOnWriteArrayList<>();
    /** The first that carried; null until one has. */
    private final AtomicReference<@Nullable String> chosen = new AtomicReference<>();

    private volatile boolean isEndpointWanted;

    /** Whether the endpoint had to carry the last one. */
    private volatile boolean hasFallenBack;

    private Carriers() {}

    /** Those of the application, in their order. */
    static Carriers found() {
        return of(ServiceLoader.load(Carrier.class, Carriers.class.getClassLoader())
                .iterator());
    }

    static Carriers of(Iterator<Carrier> each) {
        Carriers carriers = new Carriers();
        while (carriers.addNext(each)) {}
        if (!carriers.any()) {
            carriers.endpointAlone("there are none");
        }
        return carriers;
    }

    /** None: the endpoint carries. */
    static Carriers none() {
        Carriers carriers = new Carriers();
        carriers.isEndpointWanted = true;
        carriers.endpointAlone("the settings say so");
        return carriers;
    }

    private void endpointAlone(String reason) {
        refusals.add("a carrier: " + reason);
        choose(ENDPOINT);
    }

    private boolean addNext(Iterator<Carrier> each) {
        try {
            return each.hasNext() && candidates.add(each.next());
        } catch (ServiceConfigurationError | LinkageError e) {
            // Made for another container, whose classes are not here, or taken out of the application.
            refusals.add(String.valueOf(e.getCause() == null ? e : e.getCause()));
            return true;
        }
    }

    /** Whether there is one that may suit. */
    boolean any() {
        return !candidates.isEmpty();
    }

    /** Has a handshake's connection carried; false, with nothing done, if nobody but the endpoint can. */
    boolean carry(HttpServletRequest request, HttpServletResponse response, Opening opening)
            throws IOException, ServletException {
        for (Carrier candidate : candidates) {
            try {
                candidate.carry(request, response, opening);
                choose(candidate.name());
                hasFallenBack = false;
                return true;
            } catch (UnsuitableContainerException | LinkageError e) {
                if (response.isCommitted()) {
                    throw e;
                }
                refused(candidate.name() + ": " + e.getMessage());
            }
        }
        choose(ENDPOINT);
        hasFallenBack = true;
        return false;
    }

    /** Who carries, and which others do not, for what reasons; for the log, and for whoever asks how the server is. */
    String state() {
        String carrier = Objects.requireNonNullElse(chosen.get(), "whoever suits the first of them");
        return refusals.isEmpty() ? carrier : "%s (not %s)".formatted(carrier, String.join("; not ", refusals));
    }

    /** Whether the endpoint carries, though nobody has asked for it: by the last handshake, as another listener may suit. */
    boolean hasFallenBack() {
        return !isEndpointWanted && (hasFallenBack || !any());
    }

    /** Of one handshake; another one, of another listener, may suit. */
    private void refused(String reason) {
        if (refusals.addIfAbsent(reason) && chosen.get() != null) {
            LOG.log(Level.INFO, "A WebSocket is not carried by {0}", reason);
        }
    }

    private void choose(String name) {
        if (chosen.get() == null && chosen.compareAndSet(null, name)) {
            LOG.log(Level.INFO, "WebSockets are carried by {0}.", state());
        }
    }

    /** Ends all connections. */
    void close() {
        candidates.forEach(Carrier::close);
    }
}
