package xyz.anipub.engineio.transport;

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
import xyz.anipub.engineio.Admission;
import xyz.anipub.engineio.Applicant;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.HandshakeRejectedException;
import xyz.anipub.engineio.HandshakeRequest;
import xyz.anipub.engineio.Ticket;
import xyz.anipub.engineio.packet.Revision;

/**
 * The WebSocket door (protocol section 1.8). What {@link UpgradeFilter} has not refused before, it cannot refuse with the
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

    private static final String CONNECTION = WebSocketConnection.class.getName();

    private Engine engine;

    /** For the container: whose door this is. One of another engine injects that instead, with its own qualifier. */
    @Inject
    protected void serve(Engine served) {
        engine = served;
    }

    @OnOpen
    public void onOpen(Session socket) {
        Optional<Passage> passage = Optional.ofNullable(
                        socket.getUserProperties().remove(CapturedHandshake.PASSAGE))
                .map(handover -> (Passage) ((AtomicReference<?>) handover).getAndSet(null));
        HandshakeRequest request = passage.map(Passage::request).orElseGet(() -> request(socket));
        WebSocketConnection connection = new WebSocketConnection(
                engine,
                transport(socket, request.takesNoBinary()),
                Revision.named(request.queryParameter("EIO").orElse("")));
        // The session's heartbeat owns idleness. After the frame writer was chosen, which makes this cheap on Payara.
        socket.setMaxIdleTimeout(0);
        socket.getUserProperties().put(CONNECTION, connection);
        try {
            passage.flatMap(Passage::ticket).ifPresentOrElse(connection::open, () -> connect(connection, request));
        } catch (HandshakeRejectedException e) {
            engine.refused(e, () -> request);
            connection.refuse(e);
        }
    }

    // Annotated, not added in onOpen: Undertow reads on meanwhile and drops what comes before there is a handler.

    @OnMessage
    public void onText(String part, boolean last, Session socket) {
        connection(socket).ifPresent(connection -> connection.onText(part, last));
    }

    @OnMessage
    public void onBinary(ByteBuffer part, boolean last, Session socket) {
        connection(socket).ifPresent(connection -> connection.onBinary(part, last));
    }

    @OnClose
    public void onClose(Session socket, CloseReason reason) {
        connection(socket).ifPresent(connection -> connection.onClose(reason));
        // Containers keep the properties longer than the connection.
        socket.getUserProperties().remove(CONNECTION);
    }

    @OnError
    public void onError(Session socket, Throwable cause) {
        connection(socket).ifPresent(connection -> connection.onError(cause));
    }

    private void connect(WebSocketConnection connection, HandshakeRequest request) {
        Admission admission = new Admission(
                "GET",
                true,
                request.queryParameter("transport"),
                request.queryParameter("sid"),
                request.queryParameter("EIO"),
                request.header("origin"));
        engine.admit(admission)
                .ifPresentOrElse(connection::upgrade, () -> engine.allow(admission, request, applicant(connection)));
    }

    private static Applicant applicant(WebSocketConnection connection) {
        return new Applicant() {
            @Override
            public void admitted(Ticket ticket) {
                connection.open(ticket);
            }

            @Override
            public void refused(HandshakeRejectedException rejection) {
                connection.refuse(rejection);
            }
        };
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

    private WebSocketTransport transport(Session socket, boolean textOnly) {
        boolean portable = engine.config().portableFrames();
        FrameWriter writer = FrameWriters.forSession(socket, engine.timers(), portable);
        return new WebSocketTransport(socket, writer, textOnly, engine);
    }

    private static String url(Session socket) {
        String path = socket.getRequestURI().getRawPath();
        return socket.getQueryString() == null ? path : path + '?' + socket.getQueryString();
    }

    @SuppressWarnings("unchecked") // CapturedHandshake put it there.
    private static Map<String, List<String>> headers(Session socket) {
        return (Map<String, List<String>>) socket.getUserProperties().getOrDefault(CapturedHandshake.HEADERS, Map.of());
    }

    private static Optional<WebSocketConnection> connection(Session socket) {
        return Optional.ofNullable(
                (WebSocketConnection) socket.getUserProperties().get(CONNECTION));
    }
}
