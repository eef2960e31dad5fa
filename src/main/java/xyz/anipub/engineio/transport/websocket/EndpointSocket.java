package xyz.anipub.engineio.transport.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.transport.FrameWriter;
import xyz.anipub.engineio.transport.WebSocket;
import xyz.anipub.engineio.transport.WriteOutcome;
import xyz.anipub.engineio.websocket.CloseCode;

/**
 * A WebSocket of the container's, behind the {@link WebSocketEndpoint}: puts messages together from the parts that the
 * container gives, and closes on one of the engine's threads that write, as the container calls its endpoint within.
 *
 * <p>On Undertow the connection stays until the peer has closed it, too; one whose peer does not is ended after
 * {@link xyz.anipub.engineio.config.EngineConfig#closeLinger()}.
 */
final class EndpointSocket implements WebSocket {

    private static final Logger LOG = System.getLogger(EndpointSocket.class.getName());

    private static final int LONGEST_REASON = 41;

    private final Session session;
    private final FrameWriter writer;
    private final Engine engine;
    private final MessageAssembly assembly;
    private @Nullable WebSocketConnection connection;

    EndpointSocket(Session session, FrameWriter writer, Engine engine) {
        this.session = session;
        this.writer = writer;
        this.engine = engine;
        assembly = new MessageAssembly(engine.config(), engine.timers(), this::timedOut);
    }

    /** To be called once, before anything is given to the other methods. */
    void tell(WebSocketConnection above) {
        connection = above;
    }

    void onText(String part, boolean last) {
        try {
            assembly.add(part, last).ifPresent(connection()::onText);
        } catch (MessageTooLongException e) {
            connection().giveUp(CloseCode.TOO_BIG, e.getMessage());
        }
    }

    void onBinary(ByteBuffer part, boolean last) {
        try {
            assembly.add(part, last).ifPresent(connection()::onBinary);
        } catch (MessageTooLongException e) {
            connection().giveUp(CloseCode.TOO_BIG, e.getMessage());
        }
    }

    void onClose(CloseReason reason) {
        assembly.forget();
        connection().onClose(reason.getCloseCode().getCode(), reason.toString());
    }

    void onError(Throwable cause) {
        assembly.forget();
        connection().onError(cause);
    }

    @Override
    public void write(List<EncodedPacket> batch, WriteOutcome outcome) {
        writer.write(batch, outcome);
    }

    @Override
    public void close(int code, String reason) {
        Runnable close = () -> closeSession(code, reason);
        try {
            engine.writer().execute(close);
        } catch (RejectedExecutionException e) {
            // The executor has been shut down, and with it the server: there is nobody left to hold up.
            close.run();
        }
    }

    private void timedOut() {
        connection().giveUp(CloseCode.POLICY_VIOLATION, "message took too long");
    }

    private WebSocketConnection connection() {
        return Optional.ofNullable(connection).orElseThrow();
    }

    private void closeSession(int code, String reason) {
        try {
            if (session.isOpen()) {
                // Without a status for 1005. Tyrus writes 1000 instead.
                session.close(new CloseReason(CloseCodes.getCloseCode(code), shortened(reason)));
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A WebSocket was broken when it was closed", e);
        }
        if (session.isOpen()) {
            hangUpLater();
        }
    }

    private void hangUpLater() {
        try {
            long linger = engine.config().closeLinger().toMillis();
            engine.timers().schedule(() -> hangUp(session), linger, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The server is shutting down, and its connections end with it.
        }
    }

    /** Idleness is the standard API's only way to end a connection that the peer does not let go of. */
    private static void hangUp(Session session) {
        try {
            if (session.isOpen()) {
                session.setMaxIdleTimeout(1);
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
