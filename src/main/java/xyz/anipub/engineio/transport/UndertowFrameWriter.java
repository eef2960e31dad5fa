package xyz.anipub.engineio.transport;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import xyz.anipub.engineio.packet.EncodedPacket;

/**
 * Sends the messages of a batch without waiting for each. Undertow, the WebSocket container of WildFly, takes several sends of one socket, keeps
 * their order, and writes the frames that wait in one piece when its I/O thread gets to them; one after the other, each
 * would wait for a turn of that thread.
 */
final class UndertowFrameWriter implements FrameWriter {

    /** Characters or bytes of a round: Undertow copies what it has to send for each socket, also for one that does not read. */
    private static final int ROUND = 64 * 1024;

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
        new Sending(batch.iterator(), outcome).send();
    }

    /**
     * One batch on its way, in rounds: the next begins when each message of the one before is sent. It fails with the
     * first message that does.
     */
    private final class Sending implements SendHandler {

        /** So far below zero that what is counted never comes up to it. */
        private static final int FAILED = Integer.MIN_VALUE / 2;

        private final Iterator<EncodedPacket> packets;
        private final Outcome outcome;

        /** Messages of this round, and one for the round itself while it still sends. */
        private final AtomicInteger left = new AtomicInteger();

        Sending(Iterator<EncodedPacket> packets, Outcome outcome) {
            this.packets = packets;
            this.outcome = outcome;
        }

        /** A loop, so that rounds that are over at once are no deep recursion. */
        void send() {
            do {
                if (!packets.hasNext()) {
                    outcome.written();
                    return;
                }
            } while (sendRound());
        }

        /** Whether all of it is sent already. */
        private boolean sendRound() {
            left.set(1);
            try {
                for (int length = 0; length < ROUND && packets.hasNext(); ) {
                    EncodedPacket packet = packets.next();
                    length += packet.isBinary()
                            ? packet.webSocketBytes().length
                            : packet.text().length();
                    left.incrementAndGet();
                    AsyncFrameWriter.send(remote, packet, this);
                }
            } catch (RuntimeException e) {
                fail(e);
            }
            return left.decrementAndGet() == 0;
        }

        @Override
        public void onResult(SendResult result) {
            if (!result.isOK()) {
                fail(result.getException());
            } else if (left.decrementAndGet() == 0) {
                send();
            }
        }

        private void fail(Throwable cause) {
            if (left.getAndSet(FAILED) > 0) {
                outcome.failed(cause);
            }
        }
    }
}
