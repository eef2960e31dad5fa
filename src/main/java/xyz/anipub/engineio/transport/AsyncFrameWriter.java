package xyz.anipub.engineio.transport;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import xyz.anipub.engineio.packet.EncodedPacket;

/**
 * The standard way: one asynchronous send at a time, the next one from the handler of the one before. Containers refuse
 * two sends at once.
 */
final class AsyncFrameWriter implements FrameWriter {

    private final RemoteEndpoint.Async remote;

    AsyncFrameWriter(RemoteEndpoint.Async remote) {
        this.remote = remote;
    }

    @Override
    public void write(List<EncodedPacket> batch, Outcome outcome) {
        new Sending(batch.iterator(), outcome).sendNext();
    }

    /** One batch on its way. A send that is over at once continues in a loop, so that no batch is deep recursion. */
    private final class Sending implements SendHandler {

        private final Iterator<EncodedPacket> packets;
        private final Outcome outcome;
        private final AtomicInteger finished = new AtomicInteger();

        Sending(Iterator<EncodedPacket> packets, Outcome outcome) {
            this.packets = packets;
            this.outcome = outcome;
        }

        @Override
        public void onResult(SendResult result) {
            if (!result.isOK()) {
                outcome.failed(result.getException());
            } else if (finished.getAndIncrement() == 0) {
                sendNext();
            }
        }

        void sendNext() {
            do {
                if (!packets.hasNext()) {
                    outcome.written();
                    return;
                }
                finished.set(1);
                if (!send(packets.next())) {
                    return;
                }
            } while (finished.decrementAndGet() > 0);
        }

        private boolean send(EncodedPacket packet) {
            try {
                AsyncFrameWriter.send(remote, packet, this);
                return true;
            } catch (RuntimeException e) {
                outcome.failed(e);
                return false;
            }
        }
    }

    /** Sends a packet as one message. */
    static void send(RemoteEndpoint.Async remote, EncodedPacket packet, SendHandler handler) {
        if (packet.isBinary()) {
            remote.sendBinary(ByteBuffer.wrap(packet.webSocketBytes()).asReadOnlyBuffer(), handler);
        } else {
            remote.sendText(packet.text(), handler);
        }
    }
}
