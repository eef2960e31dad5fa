package xyz.anipub.engineio.transport;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import xyz.anipub.engineio.packet.EncodedPacket;

/**
 * Sends a whole batch at once. Undertow, the WebSocket container of WildFly, takes several sends of one socket, keeps
 * their order, and writes the frames that wait in one piece when its I/O thread gets to them; one after the other, each
 * would wait for a turn of that thread.
 */
final class UndertowFrameWriter implements FrameWriter {

    private static final String SESSION = "io.undertow.websockets.jsr.UndertowSession";

    private final RemoteEndpoint.Async remote;

    UndertowFrameWriter(RemoteEndpoint.Async remote) {
        this.remote = remote;
    }

    /** Whether a session is Undertow's. */
    static boolean suits(Session session) {
        return session.getClass().getName().equals(SESSION);
    }

    @Override
    public void write(List<EncodedPacket> batch, Outcome outcome) {
        Sending sending = new Sending(batch.size(), outcome);
        try {
            for (EncodedPacket packet : batch) {
                AsyncFrameWriter.send(remote, packet, sending);
            }
        } catch (RuntimeException e) {
            sending.fail(e);
        }
    }

    /** One batch on its way: it is written when each of its messages is, and fails with the first that does. */
    private static final class Sending implements SendHandler {

        /** So far below zero that the messages left never count up to it. */
        private static final int FAILED = Integer.MIN_VALUE / 2;

        private final AtomicInteger left;
        private final Outcome outcome;

        Sending(int messages, Outcome outcome) {
            left = new AtomicInteger(messages);
            this.outcome = outcome;
        }

        @Override
        public void onResult(SendResult result) {
            if (!result.isOK()) {
                fail(result.getException());
            } else if (left.decrementAndGet() == 0) {
                outcome.written();
            }
        }

        void fail(Throwable cause) {
            if (left.getAndSet(FAILED) > 0) {
                outcome.failed(cause);
            }
        }
    }
}
