package xyz.anipub.engineio.transport.container;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * The TCP connection of a request on Payara, by its public methods; the only place that knows their names. Empty on other
 * containers, and said once in the log if Payara's differ.
 *
 * @param connection Grizzly's
 */
public record PayaraConnection(Object connection) {

    private static final Logger LOG = System.getLogger(PayaraConnection.class.getName());

    /** Catalina's request behind what a filter sees, Grizzly's behind that. */
    private static final String[] PATH = {"getUnwrappedCoyoteRequest", "getCoyoteRequest", "getContext", "getConnection"
    };

    public static Optional<PayaraConnection> of(HttpServletRequest request) {
        try {
            Object found = Wrapped.innermost(request);
            for (String method : PATH) {
                found = found.getClass().getMethod(method).invoke(found);
            }
            return Optional.of(new PayaraConnection(found));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.DEBUG, "Not a connection of Payara's", e);
            return Optional.empty();
        }
    }

    /**
     * Bounds what is kept for a peer that does not read. Grizzly keeps four times what the kernel does, which may be 10 MB;
     * all that is written above the bound waits until Payara says that it can be written.
     */
    public void keepAtMost(int bytes) {
        try {
            connection
                    .getClass()
                    .getMethod("setMaxAsyncWriteQueueSize", int.class)
                    .invoke(connection, bytes);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, "This Payara keeps more for clients that do not read", e);
        }
    }

    /** Has Payara find the connection at its end, on the thread on which it reads. */
    public void endInput() {
        try {
            ((SocketChannel) connection.getClass().getMethod("getChannel").invoke(connection)).shutdownInput();
        } catch (IOException | ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A connection was closed when its input was to be ended", e);
        }
    }
}
