package xyz.anipub.engineio.transport.websocket;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import xyz.anipub.engineio.RelayedSocket;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.transport.WebSocket;
import xyz.anipub.engineio.transport.WriteOutcome;
import xyz.anipub.engineio.websocket.CloseCode;

/** A WebSocket that is open here, of a session of another node. */
final class ClientEnd implements RelayedSocket, WriteOutcome {

    private final WebSocket socket;
    private final CompletableFuture<RelayedSocket> session = new CompletableFuture<>();

    ClientEnd(WebSocket socket) {
        this.socket = socket;
    }

    /** The other end; to be called once, perhaps after it has spoken. */
    void tell(RelayedSocket end) {
        session.complete(end);
    }

    @Override
    public void messages(List<Message> batch) {
        socket.write(batch.stream().map(ClientEnd::packet).toList(), this);
    }

    private static EncodedPacket packet(Message message) {
        return message.isBinary()
                ? EncodedPacket.of(new Packet.Binary(message.content()))
                : EncodedPacket.asMade(message.content());
    }

    /** The session's end writes one batch at a time. */
    @Override
    public void written() {
        session.thenAccept(RelayedSocket::written);
    }

    @Override
    public void failed(Throwable cause) {
        session.thenAccept(end -> end.close(CloseCode.NO_CLOSE_FRAME, "write failed: " + cause));
        close(CloseCode.NO_STATUS, "");
    }

    @Override
    public void close(int code, String reason) {
        socket.close(CloseCode.isSendable(code) ? code : CloseCode.NO_STATUS, reason);
    }
}
