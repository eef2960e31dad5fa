package xyz.anipub.engineio.transport;

import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.Transport;
import xyz.anipub.engineio.TransportType;
import xyz.anipub.engineio.packet.EncodedPacket;

/**
 * Carries a session by one WebSocket (protocol section 1.8). Before the session has taken it, it writes only what an
 * {@link Upgrade} gives it.
 *
 * <p>The object's monitor guards its fields; the container and the session are called without it. The socket is closed on
 * one of the engine's threads that write: the container calls its endpoint within. On Undertow the connection stays until
 * the peer has closed it, too; one whose peer does not is ended after {@link xyz.anipub.engineio.EngineConfig#closeLinger()}.
 */
final class WebSocketTransport implements Transport, FrameWriter.Outcome {

    private static final Logger LOG = System.getLogger(WebSocketTransport.class.getName());

    private static final int LONGEST_REASON = 41;

    private final jakarta.websocket.Session socket;
    private final FrameWriter writer;
    private final boolean textOnly;
    private final Engine engine;
    private @Nullable Session session;
    private @Nullable Runnable onClosed;
    private boolean writing;
    private boolean ended;

    /** @param textOnly whether the client asked for binary messages as base64 */
    WebSocketTransport(jakarta.websocket.Session socket, FrameWriter writer, boolean textOnly, Engine engine) {
        this.socket = socket;
        this.writer = writer;
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
        Session opened;
        synchronized (this) {
            if (ended) {
                return;
            }
            writing = true;
            opened = session;
        }
        // What an upgrade writes before is text, which is the same in all forms.
        writer.write(opened == null ? batch : opened.revision().messages(batch, textOnly), this);
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
        Session opened;
        synchronized (this) {
            opened = session;
        }
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
        // A close frame without a status. Tyrus writes 1000 instead.
        end(CloseCodes.NO_STATUS_CODE, "");
    }

    /** The session that has taken this transport. */
    synchronized Optional<Session> session() {
        return Optional.ofNullable(session);
    }

    /** Closes the socket with a code, whatever becomes of the session. */
    void end(CloseCode code, String reason) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        Runnable close = () -> closeSocket(code, reason);
        try {
            engine.writer().execute(close);
        } catch (RejectedExecutionException e) {
            // The executor has been shut down, and with it the server: there is nobody left to hold up.
            close.run();
        }
    }

    private void closeThen(Runnable closed) {
        abort();
        closed.run();
    }

    private void closeSocket(CloseCode code, String reason) {
        try {
            if (socket.isOpen()) {
                socket.close(new jakarta.websocket.CloseReason(code, shortened(reason)));
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A WebSocket was broken when it was closed", e);
        }
        if (socket.isOpen()) {
            hangUpLater();
        }
    }

    private void hangUpLater() {
        try {
            long linger = engine.config().closeLinger().toMillis();
            engine.timers().schedule(() -> hangUp(socket), linger, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The server is shutting down, and its connections end with it.
        }
    }

    /** Idleness is the standard API's only way to end a connection that the peer does not let go of. */
    private static void hangUp(jakarta.websocket.Session socket) {
        try {
            if (socket.isOpen()) {
                socket.setMaxIdleTimeout(1);
            }
        } catch (IllegalStateException closed) {
            LOG.log(Level.DEBUG, "A WebSocket was closed when it was to be ended", closed);
        }
    }

    /** As much of it as fits into a close frame: RFC 6455 gives it 123 bytes, counted here as if each character took 3. */
    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }
}
