package xyz.anipub.engineio.transport.websocket;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.config.QueryString;
import xyz.anipub.engineio.transport.FrameWriter;
import xyz.anipub.engineio.transport.container.FrameWriters;
import xyz.anipub.engineio.transport.container.PeerAddress;
import xyz.anipub.engineio.transport.polling.PollingServlet;

/**
 * The WebSocket door (protocol section 1.8). What {@code UpgradeFilter} has not refused before, it cannot refuse with the
 * protocol's error: the socket is accepted and closed at once, with the error's message as the reason.
 *
 * <p>Keeps no state: what belongs to a socket is in its user properties, and one endpoint serves all sockets
 * ({@link CapturedHandshake#getEndpointInstance}).
 *
 * <p>A subclass with its own {@link ServerEndpoint} is the same door at another path, of another engine as
 * {@link PollingServlet} says.
 */
@Dependent
@ServerEndpoint(value = "/socket.io/", configurator = CapturedHandshake.class)
public class WebSocketEndpoint {

    private static final String SOCKET = EndpointSocket.class.getName();

    private Engine engine;

    /** Injection point. A subclass for another engine overrides it with a qualified parameter. */
    @Inject
    protected void serve(Engine served) {
        engine = served;
    }

    @OnOpen
    public void onOpen(Session session) {
        Optional<UpgradeContext> context = Optional.ofNullable(
                        session.getUserProperties().remove(CapturedHandshake.CONTEXT))
                .map(handover -> (UpgradeContext) ((AtomicReference<?>) handover).getAndSet(null));
        HandshakeRequest request = context.map(UpgradeContext::request).orElseGet(() -> request(session));
        boolean portable = engine.config().portableFrames();
        FrameWriter writer = FrameWriters.forSession(session, engine.timers(), portable);
        // The session's heartbeat owns idleness. After the frame writer was chosen, which makes this cheap on Payara.
        session.setMaxIdleTimeout(0);
        EndpointSocket socket = new EndpointSocket(session, writer, engine);
        WebSocketConnection connection = new WebSocketConnection(engine, socket, request);
        socket.tell(connection);
        session.getUserProperties().put(SOCKET, socket);
        connection.open(context.flatMap(UpgradeContext::ticket));
    }

    // Annotated, not added in onOpen: Undertow reads on meanwhile and drops what comes before there is a handler.

    @OnMessage
    public void onText(String part, boolean last, Session session) {
        socket(session).ifPresent(socket -> socket.onText(part, last));
    }

    @OnMessage
    public void onBinary(ByteBuffer part, boolean last, Session session) {
        socket(session).ifPresent(socket -> socket.onBinary(part, last));
    }

    @OnClose
    public void onClose(Session session, CloseReason reason) {
        socket(session).ifPresent(socket -> socket.onClose(reason));
        // Containers keep the properties longer than the connection.
        session.getUserProperties().remove(SOCKET);
    }

    @OnError
    public void onError(Session session, Throwable cause) {
        socket(session).ifPresent(socket -> socket.onError(cause));
    }

    private static HandshakeRequest request(Session socket) {
        return new HandshakeRequest(
                headers(socket),
                QueryString.parse(socket.getQueryString()),
                PeerAddress.of(socket),
                socket.isSecure(),
                url(socket),
                Instant.now(),
                Optional.ofNullable(socket.getUserPrincipal()));
    }

    private static String url(Session socket) {
        String path = socket.getRequestURI().getRawPath();
        return socket.getQueryString() == null ? path : path + '?' + socket.getQueryString();
    }

    @SuppressWarnings("unchecked") // CapturedHandshake put it there.
    private static Map<String, List<String>> headers(Session socket) {
        return (Map<String, List<String>>) socket.getUserProperties().getOrDefault(CapturedHandshake.HEADERS, Map.of());
    }

    private static Optional<EndpointSocket> socket(Session session) {
        return Optional.ofNullable((EndpointSocket) session.getUserProperties().get(SOCKET));
    }
}
