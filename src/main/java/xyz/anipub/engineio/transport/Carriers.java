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
 * Chooses who carries WebSockets: the first {@link Carrier} that suits the container, with the first connection that it
 * carries; the container's own endpoint if none does. Says so once in the log, with the reason. Thread-safe.
 */
final class Carriers {

    private static final Logger LOG = System.getLogger(Carriers.class.getName());

    private final List<Carrier> candidates = new CopyOnWriteArrayList<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
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
            } catch (UnsuitableContainerException e) {
                candidates.remove(candidate);
                candidate.close();
                refusals.add("%s: %s".formatted(candidate.name(), e.getMessage()));
            }
        }
        choose("the container's endpoint");
        return false;
    }

    /** Who carries, and why not others; empty before the first handshake. */
    String chosen() {
        return chosen;
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
