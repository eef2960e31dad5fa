package xyz.anipub.engineio.transport;

import jakarta.websocket.CloseReason.CloseCodes;
import java.nio.ByteBuffer;
import java.util.Optional;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.HandshakeRequest;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.packet.MalformedPacketException;
import xyz.anipub.engineio.packet.Packet;

/**
 * What arrives on one WebSocket: its messages, in parts, become packets of its session or of the upgrade to it.
 *
 * <p>The container calls for one socket from one thread at a time, and is never held up.
 */
final class WebSocketConnection {

    private final WebSocketTransport transport;
    private final Session session;
    private final Optional<Upgrade> upgrade;
    private final MessageAssembly assembly;

    private WebSocketConnection(
            Engine engine, WebSocketTransport transport, Session session, Optional<Upgrade> upgrade) {
        this.transport = transport;
        this.session = session;
        this.upgrade = upgrade;
        assembly = new MessageAssembly(
                engine.config(), engine.timers(), () -> giveUp(CloseCodes.VIOLATED_POLICY, "message took too long"));
    }

    /** A socket whose first frame is the open packet of a new session. */
    static WebSocketConnection open(Engine engine, HandshakeRequest request, WebSocketTransport transport) {
        Session session = engine.open(request, transport);
        return new WebSocketConnection(engine, transport, session, Optional.empty());
    }

    /** A socket that wants to take a polling session over; empty, and closed, if it cannot. */
    static Optional<WebSocketConnection> upgrade(Engine engine, Session session, WebSocketTransport transport) {
        return Upgrade.begin(session, transport, engine.timers())
                .map(upgrade -> new WebSocketConnection(engine, transport, session, Optional.of(upgrade)));
    }

    void onText(String part, boolean last) {
        try {
            assembly.add(part, last).map(session.revision()::decode).ifPresent(this::receive);
        } catch (MalformedPacketException e) {
            end(CloseReason.PARSE_ERROR, e.getMessage());
        } catch (MessageTooLongException e) {
            giveUp(CloseCodes.TOO_BIG, e.getMessage());
        }
    }

    void onBinary(ByteBuffer part, boolean last) {
        try {
            assembly.add(part, last).map(session.revision()::decode).ifPresent(this::receive);
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
        if (isUpgrading()) {
            upgrade.ifPresent(running -> running.receive(packet));
        } else if (session.transport() == transport) {
            session.receive(packet);
        }
    }

    private void giveUp(CloseCodes code, String detail) {
        transport.end(code, detail);
        end(CloseReason.TRANSPORT_ERROR, detail);
    }

    private void end(CloseReason reason, String detail) {
        if (isUpgrading()) {
            upgrade.ifPresent(Upgrade::fail);
        } else if (session.transport() == transport) {
            session.closeNow(reason, detail);
        }
    }

    private boolean isUpgrading() {
        return upgrade.isPresent() && !upgrade.get().isOver();
    }
}
