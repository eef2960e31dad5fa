package xyz.anipub.engineio.transport.websocket;

import java.util.List;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.Transport;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.transport.WebSocket;
import xyz.anipub.engineio.transport.WriteOutcome;
import xyz.anipub.engineio.websocket.CloseCode;

/**
 * Carries a session by one WebSocket (protocol section 1.8). Before the session has taken it, it writes only what an
 * {@link Upgrade} gives it.
 *
 * <p>The object's monitor guards its fields, of which the session may be read without it; the socket and the session are called
 * without it.
 */
final class WebSocketTransport implements Transport, WriteOutcome {

    private final WebSocket socket;
    private final boolean textOnly;
    private final Engine engine;
    private volatile @Nullable Session session;
    private @Nullable Runnable onClosed;
    private boolean writing;
    private boolean ended;

    /** @param textOnly whether the client asked for binary messages as base64 */
    WebSocketTransport(WebSocket socket, boolean textOnly, Engine engine) {
        this.socket = socket;
        this.textOnly = textOnly;
        this.engine = engine;
    }

    @Override
    public TransportType type() {
        return TransportType.WEBSOCKET;
    }

    @Override
    public void open(Session opened) {
        synchronized (this) {
            session = opened;
            if (writing) {
                return;
            }
        }
        opened.ready(this);
    }

    @Override
    public void write(List<EncodedPacket> batch) {
        synchronized (this) {
            if (ended) {
                return;
            }
            writing = true;
        }
        Session opened = session;
        // What an upgrade writes before is text, which is the same in all forms.
        socket.write(opened == null ? batch : opened.revision().messages(batch, textOnly), this);
    }

    @Override
    public void written() {
        Session opened;
        Runnable closed;
        synchronized (this) {
            writing = false;
            opened = session;
            closed = onClosed;
            onClosed = null;
        }
        if (closed != null) {
            closeThen(closed);
        } else if (opened != null) {
            opened.ready(this);
        }
    }

    @Override
    public void failed(Throwable cause) {
        Session opened = session;
        if (opened == null) {
            abort();
        } else {
            opened.closeNow(CloseReason.TRANSPORT_ERROR, "write failed: " + cause);
        }
    }

    @Override
    public void close(Runnable closed) {
        synchronized (this) {
            if (writing) {
                onClosed = closed;
                return;
            }
        }
        closeThen(closed);
    }

    @Override
    public void abort() {
        end(engine.isClosed() ? CloseCode.GOING_AWAY : CloseCode.NO_STATUS, "");
    }

    /** The session that has taken this transport; null if none has. */
    @Nullable
    Session session() {
        return session;
    }

    /** Closes the socket with a code, whatever becomes of the session. */
    void end(int code, String reason) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        socket.close(code, reason);
    }

    private void closeThen(Runnable closed) {
        abort();
        closed.run();
    }
}
