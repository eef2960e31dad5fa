package xyz.anipub.engineio.relay;

import java.util.concurrent.atomic.AtomicBoolean;
import xyz.anipub.engineio.HandshakeError;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.RelayedSession;
import xyz.anipub.engineio.packet.PayloadBody;

/** A GET of a client elsewhere that waits for a session here. */
final class ServedPoll implements Exchange, RelayedReply {

    private final Peer peer;
    private final long id;
    private final RelayedSession session;
    private final AtomicBoolean over = new AtomicBoolean();
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

    @Override
    public void answer(PayloadBody payload, boolean compressible) {
        if (end() && !peer.send(id, new Frame.Answer(payload, compressible))) {
            peer.tell(id, new Frame.Abort());
            session.fail("too much for other nodes");
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
        broken();
    }

    @Override
    public void broken() {
        if (end()) {
            abort.run();
        }
    }

    private void answer(Frame frame) {
        if (end()) {
            peer.tell(id, frame);
        }
    }

    private boolean end() {
        boolean ends = over.compareAndSet(false, true);
        if (ends) {
            peer.end(id);
        }
        return ends;
    }
}
