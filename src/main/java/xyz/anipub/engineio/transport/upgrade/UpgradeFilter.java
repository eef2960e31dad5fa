package xyz.anipub.engineio.transport.upgrade;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.Admission;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.config.QueryString;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;
import xyz.anipub.engineio.handshake.Ticket;
import xyz.anipub.engineio.transport.container.PayaraConnection;
import xyz.anipub.engineio.transport.container.UnreadBody;
import xyz.anipub.engineio.transport.http.CorsHeaders;
import xyz.anipub.engineio.transport.http.HttpHandshake;
import xyz.anipub.engineio.transport.http.HttpReply;
import xyz.anipub.engineio.transport.http.SessionHeaders;
import xyz.anipub.engineio.transport.websocket.UpgradeContext;
import xyz.anipub.engineio.websocket.OpeningHandshake;

/**
 * Stands before the WebSocket door, which cannot refuse a handshake, does not see all of the request and takes one path
 * alone: refuses before the 101 what the protocol's table refuses (section 1.2), and leads everything below the path to
 * the endpoint (section 1.1). Works where the container makes WebSockets in a filter behind the application's, as Payara
 * and WildFly do; elsewhere the endpoint does without.
 *
 * <p>An application's veto takes time, and a container cannot hold an upgrade without a thread: then the endpoint asks for
 * it, when the socket is open. A subclass with its own {@link WebFilter} stands before another door, as
 * {@code PollingServlet} says.
 */
@WebFilter(urlPatterns = "/socket.io/*", asyncSupported = true)
public class UpgradeFilter extends HttpFilter {

    /**
     * The attribute of the servlet context that says, as a {@link BooleanSupplier}, whether WebSockets are carried by the container's
     * endpoint because no carrier suits.
     */
    public static final String FALLBACK = UpgradeFilter.class.getName() + ".fallback";

    private static final long serialVersionUID = 1L;

    /** A container takes whatever has it for a handshake. */
    private static final String KEY = "Sec-WebSocket-Key";

    private transient Engine engine;

    private transient Carriers carriers;

    /** Injection point. */
    @Inject
    protected void serve(Engine served) {
        engine = served;
    }

    @Override
    public void init() {
        carriers = engine.config().endpointOnly() ? Carriers.none() : Carriers.found();
        getServletContext().setAttribute(FALLBACK, (BooleanSupplier) carriers::hasFallenBack);
    }

    @Override
    public void destroy() {
        carriers.close();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!HttpHandshake.asksForWebSocket(request)) {
            chain.doFilter(request.getHeader(KEY) == null ? request : new Ordinary(request), response);
            return;
        }
        if (UnreadBody.holdsThread(request)) {
            int refused = HttpServletResponse.SC_BAD_REQUEST;
            UnreadBody.abandon(request, response, () -> HttpReply.empty(response, refused));
            return;
        }
        Map<String, List<String>> query = QueryString.parse(request.getQueryString());
        HandshakeRequest handshake = HttpHandshake.copy(request, query);
        UpgradeContext context;
        try {
            refuseHaste(request);
            context = context(HttpHandshake.admission(request, query, true), handshake);
        } catch (HandshakeRejectedException e) {
            engine.refused(e, () -> handshake);
            CorsHeaders.add(engine.config().http().cors(), request, response);
            HttpReply.refusedUpgrade(response, e);
            return;
        }
        HttpServletRequest atTheDoor = new AtTheDoor(request, engine);
        if (carry(atTheDoor, response, context)) {
            return;
        }
        context.enter();
        try {
            chain.doFilter(atTheDoor, response);
        } finally {
            UpgradeContext.leave();
        }
    }

    /** What is wrong with the WebSocket handshake itself the endpoint's container says, if there is no carrier. */
    private boolean carry(HttpServletRequest request, HttpServletResponse response, UpgradeContext context)
            throws IOException, ServletException {
        if (!carriers.any()) {
            return false;
        }
        Optional<OpeningHandshake.Fault> fault = OpeningHandshake.check(
                request.getMethod(), request.getProtocol(), name -> Collections.list(request.getHeaders(name)));
        if (fault.isPresent()) {
            fault.get().headers().forEach(response::setHeader);
            HttpReply.empty(response, fault.get().status());
            return true;
        }
        return carriers.carry(request, response, new Opening(engine, context, request.getHeader(KEY)));
    }

    /**
     * RFC 6455 (section 4.1) has clients wait for the 101. Payara would open the socket on the thread that it then gives
     * what came too early, which waits for ever for the socket to be open.
     */
    private static void refuseHaste(HttpServletRequest request) throws IOException {
        if (request.getInputStream().available() > 0) {
            throw new HandshakeRejectedException(HandshakeError.BAD_REQUEST, "data before the WebSocket was open");
        }
    }

    private UpgradeContext context(Admission admission, HandshakeRequest handshake) {
        EngineConfig config = engine.config();
        // Another node cannot be asked here without a thread that waits: it may still close the WebSocket.
        if (engine.route(admission, () -> handshake).isPresent()
                || engine.admit(admission).isPresent()) {
            return new UpgradeContext(handshake, Optional.empty(), SessionHeaders.ofRequest(config, () -> handshake));
        }
        Optional<Ticket> ticket =
                config.hooks().allowRequest().isPresent() ? Optional.empty() : Optional.of(engine.ticket(handshake));
        return new UpgradeContext(handshake, ticket, SessionHeaders.ofHandshake(config, handshake, ticket));
    }

    /** A request that asks for no WebSocket, as if it had no key for one. */
    private static final class Ordinary extends HttpServletRequestWrapper {

        Ordinary(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(KEY) || name.equalsIgnoreCase("Upgrade") ? null : super.getHeader(name);
        }
    }

    /**
     * The request as if it asked for the path of the door itself, the only one that the container knows; on Payara with an
     * {@link UpgradedConnection}.
     */
    private static final class AtTheDoor extends HttpServletRequestWrapper {

        private static final String PATH = "/";
        private static final String UPGRADE = "Upgrade";
        private static final String WEBSOCKET = "websocket";

        private final Engine engine;

        AtTheDoor(HttpServletRequest request, Engine engine) {
            super(request);
            this.engine = engine;
        }

        @Override
        public <T extends HttpUpgradeHandler> T upgrade(Class<T> type) throws IOException, ServletException {
            Optional<PayaraConnection> connection = PayaraConnection.of(this);
            if (connection.isEmpty()) {
                return super.upgrade(type);
            }
            T handler;
            try {
                handler = type.getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new ServletException(e);
            }
            connection.get().keepAtMost(engine.config().batchBytes());
            UpgradedConnection upgraded = super.upgrade(UpgradedConnection.class);
            engine.connections().opened();
            upgraded.carry(handler, engine.timers(), connection.get()::endInput, engine.connections()::closed);
            return handler;
        }

        /** WebSocket alone, whatever else the client would like: the container is not to choose again. */
        @Override
        public String getHeader(String name) {
            return name.equalsIgnoreCase(UPGRADE) ? WEBSOCKET : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(UPGRADE)
                    ? Collections.enumeration(List.of(WEBSOCKET))
                    : super.getHeaders(name);
        }

        @Override
        public String getPathInfo() {
            return PATH;
        }

        @Override
        public String getRequestURI() {
            return getContextPath() + getServletPath() + getPathInfo();
        }
    }
}
