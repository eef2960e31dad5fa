package xyz.anipub.engineio.transport;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.engineio.Admission;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineConfig;
import xyz.anipub.engineio.HandshakeError;
import xyz.anipub.engineio.HandshakeRejectedException;
import xyz.anipub.engineio.HandshakeRequest;
import xyz.anipub.engineio.Ticket;

/**
 * Stands before the WebSocket door, which cannot refuse a handshake, does not see all of the request and takes one path
 * alone: refuses before the 101 what the protocol's table refuses (section 1.2), and leads everything below the path to
 * the endpoint (section 1.1). Works where the container makes WebSockets in a filter behind the application's, as Payara
 * and WildFly do; elsewhere the endpoint does without.
 *
 * <p>An application's veto takes time, and a container cannot hold an upgrade without a thread: then the endpoint asks for
 * it, when the socket is open. A subclass with its own {@link WebFilter} stands before another door, as
 * {@link PollingServlet} says.
 */
@WebFilter(urlPatterns = "/socket.io/*", asyncSupported = true)
public class UpgradeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private transient Engine engine;

    /** For the container: whose door this is. */
    @Inject
    protected void serve(Engine served) {
        engine = served;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            chain.doFilter(request, response);
            return;
        }
        if (UnreadBody.holdsThread(request)) {
            int refused = HttpServletResponse.SC_BAD_REQUEST;
            UnreadBody.abandon(request, response, () -> HttpReply.empty(response, refused));
            return;
        }
        Map<String, List<String>> query = QueryString.parse(request.getQueryString());
        HandshakeRequest handshake = HttpHandshake.copy(request, query);
        Passage passage;
        try {
            refuseHaste(request);
            passage = passage(HttpHandshake.admission(request, query, true), handshake);
        } catch (HandshakeRejectedException e) {
            engine.refused(e, () -> handshake);
            CorsHeaders.add(engine.config().http().cors(), request, response);
            HttpReply.refusedUpgrade(response, e);
            return;
        }
        passage.enter();
        try {
            chain.doFilter(AtTheDoor.PATH.equals(request.getPathInfo()) ? request : new AtTheDoor(request), response);
        } finally {
            Passage.leave();
        }
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

    private Passage passage(Admission admission, HandshakeRequest handshake) {
        EngineConfig config = engine.config();
        if (engine.admit(admission).isPresent()) {
            return new Passage(handshake, Optional.empty(), SessionHeaders.ofRequest(config, () -> handshake));
        }
        Optional<Ticket> ticket =
                config.hooks().allowRequest().isPresent() ? Optional.empty() : Optional.of(engine.ticket(handshake));
        return new Passage(handshake, ticket, SessionHeaders.ofHandshake(config, handshake, ticket));
    }

    /** The request as if it asked for the path of the door itself, the only one that the container knows. */
    private static final class AtTheDoor extends HttpServletRequestWrapper {

        static final String PATH = "/";

        AtTheDoor(HttpServletRequest request) {
            super(request);
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
