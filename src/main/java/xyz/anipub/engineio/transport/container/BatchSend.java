package xyz.anipub.engineio.transport.container;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.transport.WriteOutcome;

/**
 * One batch on its way by the standard interface, in rounds: the next begins when each message of the one before is
 * sent. It fails with the first message that does. The container tells of a message on any thread, also before the call
 * that sends it returns.
 */
final class BatchSend implements SendHandler {

    /** Sentinel; later decrements cannot bring it back to 0. */
    private static final int FAILED = Integer.MIN_VALUE / 2;

    private final RemoteEndpoint.Async remote;
    private final Iterator<EncodedPacket> packets;
    private final boolean together;
    private final WriteOutcome outcome;

    /** Messages of this round, and one for the round itself while it still sends. */
    private final AtomicInteger left = new AtomicInteger();

    /** @param together whether all messages are sent in one round; else each has a round of its own */
    BatchSend(RemoteEndpoint.Async remote, Iterator<EncodedPacket> packets, boolean together, WriteOutcome outcome) {
        this.remote = remote;
        this.packets = packets;
        this.together = together;
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
            do {
                left.incrementAndGet();
                send(packets.next());
            } while (together && packets.hasNext());
        } catch (RuntimeException e) {
            fail(e);
        }
        return left.decrementAndGet() == 0;
    }

    /** Sends a packet as one message. */
    private void send(EncodedPacket packet) {
        if (packet.isBinary()) {
            remote.sendBinary(ByteBuffer.wrap(packet.webSocketBytes()).asReadOnlyBuffer(), this);
        } else {
            remote.sendText(packet.text(), this);
        }
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
