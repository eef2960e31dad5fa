package xyz.anipub.engineio.relay;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import xyz.anipub.engineio.HandshakeError;
import xyz.anipub.engineio.RelayedReply;

/** A request of a client here, until the node of its session has answered. */
final class AskedRequest implements Exchange {

    private final Peer peer;
    private final long id;
    private final RelayedReply reply;
    private final boolean mayWait;
    private final Consumer<Boolean> onEnd;
    private final AtomicBoolean over = new AtomicBoolean();
    /** One at a time. */
    private int beats;

    /**
     * @param mayWait whether the answer may take longer than the patience with a node that lives: of a GET
     * @param onEnd run once; told whether the session was known
     */
    AskedRequest(Peer peer, long id, RelayedReply reply, boolean mayWait, Consumer<Boolean> onEnd) {
        this.peer = peer;
        this.id = id;
        this.reply = reply;
        this.mayWait = mayWait;
        this.onEnd = onEnd;
    }

    /** The client has gone. */
    void abort() {
        if (end(true)) {
            peer.tell(id, new Frame.Abort());
        }
    }

    @Override
    public void receive(Frame frame) {
        if (frame instanceof Frame.Answer answer && mayWait) {
            if (end(true)) {
                reply.answer(answer.payload(), answer.compressible());
            }
        } else if (frame instanceof Frame.Taken && !mayWait) {
            if (end(true)) {
                reply.taken();
            }
        } else if (frame instanceof Frame.Rejection rejection) {
            if (end(rejection.error() != HandshakeError.UNKNOWN_SID)) {
                reply.reject(rejection.error());
            }
        } else if (frame instanceof Frame.Refusal) {
            if (end(true)) {
                reply.refuse();
            }
        } else {
            broken();
        }
    }

    /** The client is told that there is no such session, which has it open another one. */
    @Override
    public void broken() {
        if (end(true)) {
            reply.reject(HandshakeError.UNKNOWN_SID);
        }
    }

    @Override
    public void beat() {
        if (!mayWait && ++beats > Peer.PATIENCE) {
            broken();
        }
    }

    private boolean end(boolean isKnown) {
        boolean ends = over.compareAndSet(false, true);
        if (ends) {
            peer.end(id);
            onEnd.accept(isKnown);
        }
        return ends;
    }
}
