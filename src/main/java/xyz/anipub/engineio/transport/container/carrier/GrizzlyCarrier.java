package xyz.anipub.engineio.transport.container.carrier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;
import xyz.anipub.engineio.transport.container.Wrapped;
import xyz.anipub.engineio.transport.upgrade.Carrier;
import xyz.anipub.engineio.transport.upgrade.Opening;
import xyz.anipub.engineio.transport.upgrade.UnsuitableContainerException;
import xyz.anipub.engineio.transport.websocket.FramedSocket;

/**
 * Takes connections over on Payara: the HTTP exchange ends with its 101 like any other, so that log, counters and CDI see
 * it, and the request's objects go back to where they are kept; the next byte goes through a filter chain of ours. Public
 * methods of Grizzly alone, and the names of two of its connections' attributes; what differs from them is found out before
 * anything is touched.
 *
 * <p>All of it is done by the request's thread, while Payara does not read from the connection.
 */
public class GrizzlyCarrier implements Carrier {

    private static final String[] PATH = {"getUnwrappedCoyoteRequest", "getCoyoteRequest"};

    /** With it a connection is closed when the time for a next request is up. */
    private final Attribute<?> keepAlive;

    /** The request, for as long as the connection. */
    private final Attribute<?> request =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(HttpServerFilter.HTTP_SERVER_REQUEST_ATTR_NAME);

    private final OpenSockets open = new OpenSockets();
    private final WireFilters filters = new WireFilters(open);
    private final SelectorStrategies strategies = new SelectorStrategies(filters::areOf);

    /** For the service loader. */
    public GrizzlyCarrier() {
        this("HttpServerFilter.KeepAliveContext");
    }

    /** @param keepAliveAttribute the name that Grizzly has for it */
    GrizzlyCarrier(String keepAliveAttribute) {
        keepAlive = Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(keepAliveAttribute);
    }

    @Override
    public String name() {
        return "Grizzly's connections";
    }

    @Override
    public void carry(HttpServletRequest handshake, HttpServletResponse response, Opening opening) throws IOException {
        Request grizzlys = behind(handshake);
        Connection<?> connection = grizzlys.getContext().getConnection();
        if (!(connection.getProcessor() instanceof FilterChain theirs)
                || !(connection.getTransport() instanceof TCPNIOTransport transport)) {
            throw new UnsuitableContainerException("no TCP connection with a chain of filters");
        }
        if (!keepAlive.isSet(connection) || !request.isSet(connection)) {
            throw new UnsuitableContainerException("Grizzly's connections have other attributes than those known");
        }
        strategies.install(transport);
        // The session's heartbeat owns idleness.
        IdleTimeoutFilter.setCustomTimeout(connection, -1, TimeUnit.MILLISECONDS);
        GrizzlyWire wire = filters.takeOver(connection, theirs);
        try {
            opening.answer(response);
            response.flushBuffer();
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
        keepAlive.remove(connection);
        request.remove(connection);
        endAsAnyOther(grizzlys.getRequest());
        FramedSocket socket = opening.open(wire);
        open.add(wire, socket);
        if (!wire.carry(socket)) {
            open.remove(wire);
        }
    }

    @Override
    public void close() {
        open.close();
        strategies.close();
        filters.close();
    }

    /** With an {@code Upgrade} and without a body that is known to be over, the end of the request would close. */
    private static void endAsAnyOther(HttpRequestPacket packet) {
        packet.getUpgradeDC().recycle();
        packet.setExpectContent(false);
        packet.getProcessingState().setKeepAlive(true);
    }

    /** Grizzly's request, behind Catalina's, behind what a filter sees. */
    private static Request behind(HttpServletRequest seen) {
        try {
            Object found = Wrapped.innermost(seen);
            for (String method : PATH) {
                found = found.getClass().getMethod(method).invoke(found);
            }
            return (Request) found;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new UnsuitableContainerException("not a request of Payara's", e);
        }
    }
}
