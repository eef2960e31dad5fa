package xyz.anipub.engineio.transport;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Chooses who carries a WebSocket: the first {@link Carrier} that suits its connection, else the container's own endpoint.
 * Says so once in the log, with the reasons. Thread-safe.
 */
final class Carriers {

    private static final Logger LOG = System.getLogger(Carriers.class.getName());

    private final List<Carrier> candidates = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<String> refusals = new CopyOnWriteArrayList<>();
    /** Who carries, and why not others; empty before the first handshake. */
    private volatile String chosen = "";

    private Carriers() {}

    /** Those of the application, in their order. */
    static Carriers found() {
        Carriers carriers = new Carriers();
        Iterator<Carrier> each = ServiceLoader.load(Carrier.class, Carriers.class.getClassLoader())
                .iterator();
        while (carriers.addNext(each)) {}
        return carriers;
    }

    /** None: the endpoint carries. */
    static Carriers none() {
        Carriers carriers = new Carriers();
        carriers.refusals.add("the settings say so");
        return carriers;
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
                return true;
            } catch (UnsuitableContainerException | LinkageError e) {
                if (response.isCommitted()) {
                    throw e;
                }
                refused(candidate.name() + ": " + e.getMessage());
            }
        }
        choose("the container's endpoint");
        return false;
    }

    /** Of one handshake; another one, of another listener, may suit. */
    private void refused(String reason) {
        if (refusals.addIfAbsent(reason) && !chosen.isEmpty()) {
            LOG.log(Level.INFO, "A WebSocket is not carried by {0}", reason);
        }
    }

    private void choose(String name) {
        if (chosen.isEmpty()) {
            chosen = refusals.isEmpty() ? name : "%s (not %s)".formatted(name, String.join("; not ", refusals));
            LOG.log(Level.INFO, "WebSockets are carried by {0}.", chosen);
        }
    }

    /** Ends all connections. */
    void close() {
        candidates.forEach(Carrier::close);
    }
}
