package xyz.anipub.engineio.transport.websocket;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.handshake.Ticket;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.transport.Frames;
import xyz.anipub.engineio.transport.WebSocket;
import xyz.anipub.engineio.transport.Wire;
import xyz.anipub.engineio.transport.WriteOutcome;
import xyz.anipub.engineio.websocket.CloseCode;
import xyz.anipub.engineio.websocket.ClosingHandshake;
import xyz.anipub.engineio.websocket.FrameDecoder;
import xyz.anipub.engineio.websocket.FrameSink;
import xyz.anipub.engineio.websocket.ProtocolViolationException;

/**
 * A WebSocket whose frames are our own (RFC 6455), on a {@link Wire} that a {@code Carrier} has taken over.
 *
 * <p><b>Threads.</b> What is received comes from one thread at a time, and nothing of ours blocks it. Any thread writes and
 * closes. The object's monitor guards the deadline alone.
 *
 * <p><b>End.</b> Whoever closes first sends a close frame; when both have, the connection is ended. A peer that does not
 * answer is waited for {@link xyz.anipub.engineio.config.EngineConfig#closeLinger()}; one that broke the protocol
 * {@link #PARTING_MILLIS}, since a connection that is ended while bytes are still coming is reset, and the close frame lost.
 */
public final class FramedSocket implements WebSocket {

    static final long PARTING_MILLIS = 250;

    private final Engine engine;
    private final Wire wire;
    private final FrameDecoder decoder;
    private final FrameOutput output;
    private final ClosingHandshake closing = new ClosingHandshake();
    private final WebSocketConnection connection;
    private final Incoming incoming = new Incoming();
    /** For the rest of a message; once we close, for the peer to do so, too. */
    private volatile @Nullable Future<?> deadline;

    private volatile boolean closeFrameLeft;

    public FramedSocket(Engine engine, Wire wire, HandshakeRequest request) {
        this.engine = engine;
        this.wire = wire;
        decoder = new FrameDecoder(engine.config().maxHttpBufferSize());
        output = new FrameOutput(wire, this::closeFrameLeft);
        connection = new WebSocketConnection(engine, this, request);
    }

    public void open(Optional<Ticket> ticket) {
        connection.open(ticket);
    }

    /**
     * For carriers: bytes have come.
     *
     * @param bytes read to their limit; if they have an array, it is changed
     */
    public void received(ByteBuffer bytes) {
        try {
            decoder.decode(bytes, incoming);
            if (!decoder.isBetweenMessages()) {
                awaitRest();
            }
        } catch (ProtocolViolationException e) {
            close(e.closeCode(), e.getMessage(), PARTING_MILLIS);
            connection.giveUp(e.closeCode(), e.getMessage());
        }
    }

    /**
     * For carriers: the connection has ended, or what it carries can be relied on no more.
     *
     * @param detail how, for the session's listener
     */
    public void ended(String detail) {
        synchronized (this) {
            cancelDeadline();
        }
        connection.onClose(CloseCode.NO_CLOSE_FRAME, detail);
        wire.close();
    }

    /** For carriers: the server goes away. */
    public void goAway() {
        close(CloseCode.GOING_AWAY, "");
    }

    @Override
    public void write(List<EncodedPacket> batch, WriteOutcome outcome) {
        output.write(Frames.inOnePiece(batch), outcome);
    }

    @Override
    public void close(int code, String reason) {
        close(code, reason, engine.config().closeLinger().toMillis());
    }

    private void close(int code, String reason, long patienceMillis) {
        closing.begin(code, reason).ifPresent(frame -> part(frame, patienceMillis));
    }

    private void part(byte[] closeFrame) {
        part(closeFrame, engine.config().closeLinger().toMillis());
    }

    /** A peer that does not read keeps the close frame, and with it the connection, from leaving. */
    private void part(byte[] closeFrame, long patienceMillis) {
        setDeadline(wire::close, patienceMillis);
        output.writeLast(closeFrame);
    }

    private void closeFrameLeft() {
        closeFrameLeft = true;
        endIfClosed();
    }

    private void endIfClosed() {
        if (closeFrameLeft && closing.isOver()) {
            wire.close();
        }
    }

    /** A message that has begun is to be whole in time. */
    private void awaitRest() {
        if (deadline != null) {
            return;
        }
        synchronized (this) {
            if (!closing.isSent()) {
                setDeadline(this::giveUpRest, engine.config().readTimeout().toMillis());
            }
        }
    }

    /** It is; another may have begun. */
    private void stopAwaitingRest() {
        if (deadline == null) {
            return;
        }
        synchronized (this) {
            if (!closing.isSent()) {
                cancelDeadline();
            }
        }
    }

    private void giveUpRest() {
        if (!closing.isSent()) {
            connection.giveUp(CloseCode.POLICY_VIOLATION, "message took too long");
        }
    }

    private synchronized void setDeadline(Runnable task, long millis) {
        cancelDeadline();
        try {
            deadline = engine.timers().schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The server is shutting down, and its connections end with it.
        }
    }

    private void cancelDeadline() {
        Future<?> running = deadline;
        deadline = null;
        if (running != null) {
            running.cancel(false);
        }
    }

    /** What the decoder finds. */
    private final class Incoming implements FrameSink {

        @Override
        public void text(String message) {
            stopAwaitingRest();
            connection.onText(message);
        }

        @Override
        public void binary(byte[] message) {
            stopAwaitingRest();
            connection.onBinary(message);
        }

        @Override
        public void ping(byte[] payload) {
            if (!closing.isSent()) {
                output.pong(payload);
            }
        }

        @Override
        public void pong(byte[] payload) {
            // Whatever it answers, the session's own heartbeat is not in it.
        }

        @Override
        public void close(int code, String reason) {
            closing.received(code).ifPresent(FramedSocket.this::part);
            connection.onClose(code, "close frame " + code + ' ' + reason);
            endIfClosed();
        }
    }
}
