package xyz.anipub.engineio.relay;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.RelayedSession;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.packet.PayloadBody;

/**
 * A GET of a client elsewhere that waits for a session here. Its answer is the only copy of what it carries, so it lasts until the
 * client's node says that it is written; when it hears anything else before, or nothing, the session is told.
 */
final class ServedPoll implements Exchange, RelayedReply {

    private static final Consumer<Boolean> OVER = isWritten -> {};

    private final Peer peer;
    private final long id;
    private final RelayedSession session;
    private final Consumer<Boolean> waiting = isWritten -> abort();
    /** Whom the end concerns: it itself while it waits, then who has answered. */
    private final AtomicReference<Consumer<Boolean>> onEnd = new AtomicReference<>(waiting);
    /** One at a time with what comes. */
    private Runnable abort = () -> {};

    ServedPoll(Peer peer, long id, RelayedSession session) {
        this.peer = peer;
        this.id = id;
        this.session = session;
    }

    void begin() {
        abort = session.poll(this);
    }

    private void abort() {
        abort.run();
    }

    @Override
    public void answer(PayloadBody payload, boolean compressible, Consumer<Boolean> onWritten) {
        if (!onEnd.compareAndSet(waiting, onWritten)) {
            onWritten.accept(false);
        } else if (!peer.send(id, new Frame.Answer(payload, compressible))) {
            peer.tell(id, new Frame.Abort());
            end(false);
        }
    }

    @Override
    public void taken() {
        refuse();
    }

    @Override
    public void refuse() {
        answer(new Frame.Refusal());
    }

    @Override
    public void reject(HandshakeError error) {
        answer(new Frame.Rejection(error));
    }

    @Override
    public void receive(Frame frame) {
        end(frame instanceof Frame.Written);
    }

    @Override
    public void broken() {
        end(false);
    }

    private void answer(Frame frame) {
        if (onEnd.compareAndSet(waiting, OVER)) {
            peer.end(id);
            peer.tell(id, frame);
        }
    }

    private void end(boolean isWritten) {
        Consumer<Boolean> concerned = onEnd.getAndSet(OVER);
        peer.end(id);
        concerned.accept(isWritten);
    }
}
