package xyz.anipub.engineio.transport;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import xyz.anipub.engineio.packet.EncodedPacket;

/**
 * One batch on its way by the standard interface, in rounds: the next begins when each message of the one before is
 * sent. It fails with the first message that does. The container tells of a message on any thread, also before the call
 * that sends it returns.
 */
final class Sending implements SendHandler {

    /** So far below zero that what is counted never comes up to it. */
    private static final int FAILED = Integer.MIN_VALUE / 2;

    private final RemoteEndpoint.Async remote;
    private final Iterator<EncodedPacket> packets;
    private final int round;
    private final FrameWriter.Outcome outcome;

    /** Messages of this round, and one for the round itself while it still sends. */
    private final AtomicInteger left = new AtomicInteger();

    /** @param round characters or bytes after which a round takes no further message; with 0 each has a round of its own */
    Sending(RemoteEndpoint.Async remote, Iterator<EncodedPacket> packets, int round, FrameWriter.Outcome outcome) {
        this.remote = remote;
        this.packets = packets;
        this.round = round;
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
            int length = 0;
            do {
                EncodedPacket packet = packets.next();
                left.incrementAndGet();
                length += send(packet);
            } while (length < round && packets.hasNext());
        } catch (RuntimeException e) {
            fail(e);
        }
        return left.decrementAndGet() == 0;
    }

    /** Sends a packet as one message, and tells its length. */
    private int send(EncodedPacket packet) {
        if (packet.isBinary()) {
            byte[] bytes = packet.webSocketBytes();
            remote.sendBinary(ByteBuffer.wrap(bytes).asReadOnlyBuffer(), this);
            return bytes.length;
        }
        String text = packet.text();
        remote.sendText(text, this);
        return text.length();
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
