package xyz.anipub.engineio.transport.relayed;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.RelayedSocket;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.transport.WebSocket;
import xyz.anipub.engineio.transport.WriteOutcome;
import xyz.anipub.engineio.transport.websocket.WebSocketConnection;

/**
 * A WebSocket that is open on another node, where its session is. One batch is on its way at a time, as on any other; the next follows
 * when the client's connection has taken it.
 */
final class SessionEnd implements RelayedSocket {

    private final WebSocketConnection connection;
    private final Outbound outbound;

    SessionEnd(Engine engine, HandshakeRequest request, RelayedSocket client) {
        outbound = new Outbound(client);
        connection = new WebSocketConnection(engine, outbound, request);
    }

    void open() {
        connection.open(Optional.empty());
    }

    @Override
    public void messages(List<Message> batch) {
        for (Message message : batch) {
            if (message.isBinary()) {
                connection.onBinary(message.content());
            } else {
                connection.onText(new String(message.content(), StandardCharsets.UTF_8));
            }
        }
    }

    @Override
    public void written() {
        outbound.written();
    }

    @Override
    public void close(int code, String reason) {
        connection.onClose(code, reason);
    }

    /** What the session writes. */
    private static final class Outbound implements WebSocket {

        private final RelayedSocket client;
        private final AtomicReference<@Nullable WriteOutcome> awaited = new AtomicReference<>();

        Outbound(RelayedSocket client) {
            this.client = client;
        }

        @Override
        public void write(List<EncodedPacket> batch, WriteOutcome outcome) {
            awaited.set(outcome);
            client.messages(batch.stream()
                    .map(packet -> new Message(packet.isBinary(), packet.webSocketBytes()))
                    .toList());
        }

        @Override
        public void close(int code, String reason) {
            client.close(code, reason);
        }

        void written() {
            WriteOutcome outcome = awaited.getAndSet(null);
            if (outcome != null) {
                outcome.written();
            }
        }
    }
}
