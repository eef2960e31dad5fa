package xyz.anipub.engineio.transport.container;

import jakarta.websocket.RemoteEndpoint;
import java.util.List;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.transport.FrameWriter;
import xyz.anipub.engineio.transport.WriteOutcome;

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
    public void write(List<EncodedPacket> batch, WriteOutcome outcome) {
        new BatchSend(remote, batch.iterator(), false, outcome).send();
    }
}
