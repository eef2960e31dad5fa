package xyz.anipub.socketio.server;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.delivery.Outgoing;
import xyz.anipub.socketio.event.Ack;
import xyz.anipub.socketio.packet.Packet;

/** The answer to an event that came over a socket. Counts as {@linkplain Client#isAnswered awaited} as long as somebody may give it. */
final class Reply implements Ack {

    private final LocalSocket socket;
    private final OptionalLong id;
    /** When it was asked for; empty if its time is not of interest. */
    private final OptionalLong since;

    private final AtomicReference<State> state = new AtomicReference<>(State.AWAITED);

    private enum State {
        AWAITED,
        /** Nobody is known who would give it. */
        FORGOTTEN,
        SENT
    }

    private Reply(LocalSocket socket, OptionalLong id, OptionalLong since) {
        this.socket = socket;
        this.id = id;
        this.since = since;
        if (isRequested()) {
            socket.state().asked();
        }
    }

    /** To an event that is handed to its handlers now. */
    static Reply timed(LocalSocket socket, OptionalLong id) {
        return new Reply(socket, id, id.isPresent() ? OptionalLong.of(System.nanoTime()) : OptionalLong.empty());
    }

    /** To an event that no handler gets. */
    static Reply untimed(LocalSocket socket, OptionalLong id) {
        return new Reply(socket, id, OptionalLong.empty());
    }

    @Override
    public boolean isRequested() {
        return id.isPresent();
    }

    @Override
    public void send(@Nullable Object... arguments) {
        List<JsonValue> values = Outgoing.values(socket.namespace(), arguments);
        if (!isRequested()) {
            return;
        }
        State before = state.getAndSet(State.SENT);
        if (before != State.SENT) {
            Packet.Ack answer = new Packet.Ack(socket.namespace().name(), id, values);
            socket.state().send(socket.namespace().prepare(answer));
            since.ifPresent(asked -> socket.namespace().traffic().answered(System.nanoTime() - asked));
        }
        if (before == State.AWAITED) {
            socket.state().answered();
        }
    }

    /** No handler has got it. It may be sent even so. */
    void forget() {
        if (isRequested() && state.compareAndSet(State.AWAITED, State.FORGOTTEN)) {
            socket.state().answered();
        }
    }
}
