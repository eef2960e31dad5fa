package xyz.anipub.engineio.transport.container.carrier;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.WebConnection;
import java.io.Closeable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.transport.container.Wrapped;
import xyz.anipub.engineio.transport.upgrade.Opening;
import xyz.anipub.engineio.transport.websocket.FramedSocket;

/** What a {@link ServletWire} needs besides its connection's streams. */
final class ServletUpgrade {

    private static final Logger LOG = System.getLogger(ServletUpgrade.class.getName());

    private final Opening opening;
    private final OpenSockets open;
    private final Optional<Closeable> undertows;
    private @Nullable WebConnection connection;

    /** @param open where the wire is as long as it is open */
    ServletUpgrade(HttpServletRequest request, Opening opening, OpenSockets open) {
        this.opening = opening;
        this.open = open;
        undertows = undertows(request);
    }

    /** The container has let go of the connection. */
    FramedSocket open(ServletWire wire, WebConnection opened) {
        synchronized (this) {
            connection = opened;
        }
        FramedSocket socket = opening.open(wire);
        open.add(wire, socket);
        return socket;
    }

    void over(ServletWire wire) {
        open.remove(wire);
    }

    /** Whether the connection is Undertow's. */
    boolean isUndertows() {
        return undertows.isPresent();
    }

    /**
     * Ends the connection. The standard's way waits for a peer that does not read, so it has a thread that may wait; Undertow,
     * where that would be for ever, is asked behind it, and does not wait.
     */
    void close() {
        if (undertows.isPresent()) {
            close(undertows.get());
            return;
        }
        AutoCloseable closed = connection();
        try {
            opening.engine().executor().execute(() -> close(closed));
        } catch (RejectedExecutionException e) {
            // The executor has been shut down, and with it the server: there is nobody left to hold up.
            close(closed);
        }
    }

    private synchronized AutoCloseable connection() {
        return connection == null ? () -> {} : connection;
    }

    private static void close(AutoCloseable connection) {
        try {
            connection.close();
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "A connection was broken when it was closed", e);
        }
    }

    /** Undertow's connection, by the public methods of its request. */
    private static Optional<Closeable> undertows(HttpServletRequest request) {
        ServletRequest innermost = Wrapped.innermost(request);
        try {
            Object exchange = innermost.getClass().getMethod("getExchange").invoke(innermost);
            return Optional.of(
                    (Closeable) exchange.getClass().getMethod("getConnection").invoke(exchange));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.DEBUG, "Not a request of Undertow's", e);
            return Optional.empty();
        }
    }
}
