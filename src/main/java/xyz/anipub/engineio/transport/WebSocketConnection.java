package xyz.anipub.engineio.transport;

import jakarta.websocket.CloseReason.CloseCodes;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.HandshakeRejectedException;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.Ticket;
import xyz.anipub.engineio.packet.MalformedPacketException;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.packet.Revision;

/**
 * What arrives on one WebSocket: its messages, in parts, become packets of its session or of the upgrade to it.
 *
 * <p>The container calls for one socket from one thread at a time, and is never held up. Whether the socket stands for a
 * session may be decided by another; what comes before is not heard.
 */
final class WebSocketConnection {

    private final Engine engine;
    private final WebSocketTransport transport;
    private final MessageAssembly assembly;
    private volatile @Nullable Upgrade upgrade;
    private volatile Revision revision;

    /** @param revision of the request; an upgrade goes by its session's */
    WebSocketConnection(Engine engine, WebSocketTransport transport, Revision revision) {
        this.engine = engine;
        this.transport = transport;
        this.revision = revision;
        assembly = new MessageAssembly(
                engine.config(), engine.timers(), () -> giveUp(CloseCodes.VIOLATED_POLICY, "message took too long"));
    }

    /** The socket's first frame is the open packet of a new session. */
    void open(Ticket ticket) {
        engine.open(ticket, transport);
    }

    /** The socket wants to take a polling session over; it is closed if it cannot. */
    void upgrade(Session session) {
        revision = session.revision();
        upgrade = Upgrade.begin(session, transport, engine.timers()).orElse(null);
    }

    /** The socket stands for nothing: it is closed, and told why. */
    void refuse(HandshakeRejectedException rejection) {
        transport.end(CloseCodes.VIOLATED_POLICY, rejection.reply());
    }

    void onText(String part, boolean last) {
        try {
            assembly.add(part, last).map(revision::decode).ifPresent(this::receive);
        } catch (MalformedPacketException e) {
            end(CloseReason.PARSE_ERROR, e.getMessage());
        } catch (MessageTooLongException e) {
            giveUp(CloseCodes.TOO_BIG, e.getMessage());
        }
    }

    void onBinary(ByteBuffer part, boolean last) {
        try {
            assembly.add(part, last).map(revision::decode).ifPresent(this::receive);
        } catch (MalformedPacketException e) {
            end(CloseReason.PARSE_ERROR, e.getMessage());
        } catch (MessageTooLongException e) {
            giveUp(CloseCodes.TOO_BIG, e.getMessage());
        }
    }

    void onClose(jakarta.websocket.CloseReason reason) {
        assembly.forget();
        boolean tooBig = reason.getCloseCode() == CloseCodes.TOO_BIG;
        end(tooBig ? CloseReason.TRANSPORT_ERROR : CloseReason.TRANSPORT_CLOSE, reason.toString());
    }

    void onError(Throwable cause) {
        assembly.forget();
        end(CloseReason.TRANSPORT_ERROR, cause.toString());
    }

    private void receive(Packet packet) {
        Upgrade running = upgrade;
        if (running != null && !running.isOver()) {
            running.receive(packet);
        } else {
            session().ifPresent(session -> session.receive(packet));
        }
    }

    private void giveUp(CloseCodes code, String detail) {
        transport.end(code, detail);
        end(CloseReason.TRANSPORT_ERROR, detail);
    }

    private void end(CloseReason reason, String detail) {
        Upgrade running = upgrade;
        if (running != null && !running.isOver()) {
            running.fail();
        } else {
            session().ifPresent(session -> session.closeNow(reason, detail));
        }
    }

    /** The session that this socket carries. */
    private Optional<Session> session() {
        return transport.session().filter(session -> session.transport() == transport);
    }
}
