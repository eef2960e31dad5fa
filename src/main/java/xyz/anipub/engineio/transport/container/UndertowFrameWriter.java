package xyz.anipub.engineio.transport.container;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.util.List;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.transport.FrameWriter;
import xyz.anipub.engineio.transport.WriteOutcome;

/**
 * Sends the messages of a batch without waiting for each. Undertow, the WebSocket container of WildFly, takes several
 * sends of one socket, keeps their order, and writes the frames that wait in one piece when its I/O thread gets to them;
 * one after the other, each would wait for a turn of that thread.
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
    public void write(List<EncodedPacket> batch, WriteOutcome outcome) {
        new BatchSend(remote, batch.iterator(), true, outcome).send();
    }
}
