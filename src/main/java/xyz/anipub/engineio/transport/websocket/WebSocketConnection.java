package xyz.anipub.engineio.transport.websocket;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.Admission;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.RelayedSession;
import xyz.anipub.engineio.RelayedSocket;
import xyz.anipub.engineio.RelayedSocket.Message;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.handshake.Applicant;
import xyz.anipub.engineio.handshake.HandshakeRejectedException;
import xyz.anipub.engineio.handshake.Ticket;
import xyz.anipub.engineio.packet.MalformedPacketException;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.packet.Revision;
import xyz.anipub.engineio.transport.WebSocket;
import xyz.anipub.engineio.websocket.CloseCode;

/**
 * What arrives on one WebSocket, whoever carries it: its messages become packets of its session or of the upgrade to it.
 *
 * <p>Each door calls for one socket from one thread at a time, and is never held up. Whether the socket stands for a
 * session may be decided by another; what comes before is not heard.
 */
public final class WebSocketConnection {

    private final Engine engine;
    private final HandshakeRequest request;
    private final WebSocket socket;
    private final WebSocketTransport transport;
    private volatile @Nullable Upgrade upgrade;
    /** The other end, if the session is another node's. */
    private volatile @Nullable RelayedSocket relayed;

    private volatile Revision revision;

    public WebSocketConnection(Engine engine, WebSocket socket, HandshakeRequest request) {
        this.engine = engine;
        this.request = request;
        this.socket = socket;
        transport = new WebSocketTransport(socket, request.takesNoBinary(), engine);
        // Of the request; an upgrade goes by its session's.
        revision = Revision.named(request.queryParameter("EIO").orElse(""));
    }

    /** The socket is open: a new session with the right to one, else an upgrade, or what the application decides. */
    public void open(Optional<Ticket> ticket) {
        try {
            ticket.ifPresentOrElse(this::open, this::ask);
        } catch (HandshakeRejectedException e) {
            engine.refused(e, () -> request);
            refuse(e);
        }
    }

    private void ask() {
        Admission admission = new Admission(
                "GET",
                true,
                request.queryParameter("transport"),
                request.queryParameter("sid"),
                request.queryParameter("EIO"),
                request.header("origin"));
        engine.route(admission, () -> request).ifPresentOrElse(this::relay, () -> engine.admit(admission)
                .ifPresentOrElse(this::upgrade, () -> engine.allow(admission, request, applicant())));
    }

    private void relay(RelayedSession elsewhere) {
        ClientEnd client = new ClientEnd(socket);
        RelayedSocket end = elsewhere.connect(request.takesNoBinary(), client);
        relayed = end;
        client.tell(end);
    }

    private Applicant applicant() {
        return new Applicant() {
            @Override
            public void admitted(Ticket ticket) {
                open(ticket);
            }

            @Override
            public void refused(HandshakeRejectedException rejection) {
                refuse(rejection);
            }
        };
    }

    /** The socket's first frame is the open packet of a new session. */
    private void open(Ticket ticket) {
        engine.open(ticket, transport);
    }

    /** The socket wants to take a polling session over; it is closed if it cannot. */
    private void upgrade(Session session) {
        revision = session.revision();
        upgrade = Upgrade.begin(session, transport, engine.timers()).orElse(null);
    }

    /** The socket stands for nothing: it is closed, and told why. */
    private void refuse(HandshakeRejectedException rejection) {
        transport.end(CloseCode.POLICY_VIOLATION, rejection.reply());
    }

    public void onText(String message) {
        RelayedSocket elsewhere = relayed;
        if (elsewhere != null) {
            elsewhere.messages(List.of(new Message(false, message.getBytes(StandardCharsets.UTF_8))));
            return;
        }
        try {
            receive(revision.decode(message));
        } catch (MalformedPacketException e) {
            end(CloseReason.PARSE_ERROR, CloseCode.PROTOCOL_ERROR, e.getMessage());
        }
    }

    /** @param message belongs to the callee */
    public void onBinary(byte[] message) {
        RelayedSocket elsewhere = relayed;
        if (elsewhere != null) {
            elsewhere.messages(List.of(new Message(true, message)));
            return;
        }
        try {
            receive(revision.decode(message));
        } catch (MalformedPacketException e) {
            end(CloseReason.PARSE_ERROR, CloseCode.PROTOCOL_ERROR, e.getMessage());
        }
    }

    /**
     * The peer has closed the socket, or it was closed because of what the peer sent.
     *
     * @param code of RFC 6455
     */
    public void onClose(int code, String detail) {
        end(code == CloseCode.TOO_BIG ? CloseReason.TRANSPORT_ERROR : CloseReason.TRANSPORT_CLOSE, code, detail);
    }

    void onError(Throwable cause) {
        end(CloseReason.TRANSPORT_ERROR, CloseCode.NO_CLOSE_FRAME, cause.toString());
    }

    /** What the peer sends is not taken: the socket is closed, and told why. */
    void giveUp(int code, String detail) {
        transport.end(code, detail);
        end(CloseReason.TRANSPORT_ERROR, code, detail);
    }

    private void receive(Packet packet) {
        Upgrade running = upgrade;
        if (running != null && !running.isOver()) {
            running.receive(packet);
        } else {
            Session session = session();
            if (session != null) {
                session.receive(packet);
            }
        }
    }

    private void end(CloseReason reason, int code, String detail) {
        Upgrade running = upgrade;
        RelayedSocket elsewhere = relayed;
        if (elsewhere != null) {
            elsewhere.close(code, detail);
        } else if (running != null && !running.isOver()) {
            running.fail();
        } else {
            Session session = session();
            if (session != null) {
                session.closeNow(reason, detail);
            }
        }
    }

    /** The session that this socket carries; null if it carries none. */
    private @Nullable Session session() {
        Session session = transport.session();
        return session != null && session.transport() == transport ? session : null;
    }
}
