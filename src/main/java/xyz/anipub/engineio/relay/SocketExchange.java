package xyz.anipub.engineio.relay;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import xyz.anipub.engineio.RelayedSocket;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.relay.Guests.Outcome;
import xyz.anipub.engineio.websocket.CloseCode;

/** A WebSocket between this node and another, the same on both: what the near end is told is sent, and what comes it is told. */
final class SocketExchange implements Exchange, RelayedSocket {

    /** Nobody is there yet: it says no word before it is. */
    private static final RelayedSocket NOBODY = new RelayedSocket() {
        @Override
        public void messages(List<Message> batch) {}

        @Override
        public void written() {}

        @Override
        public void close(int code, String reason) {}
    };

    private final Peer peer;
    private final long id;
    private final Consumer<Outcome> onEnd;
    private final AtomicBoolean over = new AtomicBoolean();

    /** On this node. */
    private volatile RelayedSocket near = NOBODY;

    /** @param onEnd run once; told whether the session was known */
    SocketExchange(Peer peer, long id, Consumer<Outcome> onEnd) {
        this.peer = peer;
        this.id = id;
        this.onEnd = onEnd;
    }

    /** Who is there; to be told before anything comes. */
    void tell(RelayedSocket end) {
        near = end;
    }

    @Override
    public void messages(List<Message> batch) {
        if (!over.get() && !peer.send(id, new Frame.Messages(batch)) && end(Outcome.UNCERTAIN)) {
            peer.tell(id, new Frame.Abort());
            near.close(CloseCode.INTERNAL_ERROR, "too much for other nodes");
        }
    }

    @Override
    public void written() {
        if (!over.get()) {
            peer.tell(id, new Frame.Written());
        }
    }

    @Override
    public void close(int code, String reason) {
        if (end(Outcome.UNCERTAIN)) {
            peer.tell(id, new Frame.Close(code, reason));
        }
    }

    @Override
    public void receive(Frame frame) {
        if (frame instanceof Frame.Messages messages) {
            near.messages(messages.batch());
        } else if (frame instanceof Frame.Written) {
            near.written();
        } else if (frame instanceof Frame.Close close) {
            end(Outcome.KNOWN, close.code(), close.reason());
        } else if (frame instanceof Frame.Rejection rejection) {
            boolean isKnown = rejection.error() != HandshakeError.UNKNOWN_SID;
            end(
                    isKnown ? Outcome.KNOWN : Outcome.UNKNOWN,
                    CloseCode.POLICY_VIOLATION,
                    rejection.error().message());
        } else if (frame instanceof Frame.Abort) {
            broken();
        }
    }

    @Override
    public void broken() {
        end(Outcome.UNCERTAIN, CloseCode.GOING_AWAY, "another node is out of reach");
    }

    private void end(Outcome outcome, int code, String reason) {
        if (end(outcome)) {
            near.close(code, reason);
        }
    }

    private boolean end(Outcome outcome) {
        boolean ends = over.compareAndSet(false, true);
        if (ends) {
            peer.end(id);
            onEnd.accept(outcome);
        }
        return ends;
    }
}
