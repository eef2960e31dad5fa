package xyz.anipub.socketio;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.packet.Packet;

/** The answer to an event that came over a socket. */
final class Reply implements Ack {

    private final Socket socket;
    private final OptionalLong id;
    private final AtomicBoolean sent = new AtomicBoolean();

    Reply(Socket socket, OptionalLong id) {
        this.socket = socket;
        this.id = id;
        if (isRequested()) {
            socket.life().asked();
        }
    }

    @Override
    public boolean isRequested() {
        return id.isPresent();
    }

    @Override
    public void send(@Nullable Object... arguments) {
        List<JsonValue> values = Outgoing.values(socket.namespace(), arguments);
        if (isRequested() && sent.compareAndSet(false, true)) {
            socket.life()
                    .answer(socket.namespace()
                            .prepare(new Packet.Ack(socket.namespace().name(), id, values)));
        }
    }
}
