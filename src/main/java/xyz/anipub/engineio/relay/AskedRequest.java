package xyz.anipub.engineio.relay;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.relay.Guests.Outcome;

/**
 * A request of a client here, until the node of its session has answered and, of a GET, the answer is written, which that
 * node is told.
 */
final class AskedRequest implements Exchange {

    private final Peer peer;
    private final long id;
    private final RelayedReply reply;
    private final boolean mayWait;
    private final Consumer<Outcome> onEnd;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.ASKED);
    /** One at a time. */
    private int beats;

    private enum Phase {
        ASKED,
        WRITING,
        OVER
    }

    /**
     * @param mayWait whether the answer may take longer than the patience with a node that lives: of a GET
     * @param onEnd run once; told whether the session was known
     */
    AskedRequest(Peer peer, long id, RelayedReply reply, boolean mayWait, Consumer<Outcome> onEnd) {
        this.peer = peer;
        this.id = id;
        this.reply = reply;
        this.mayWait = mayWait;
        this.onEnd = onEnd;
    }

    /** The client has gone. */
    void abort() {
        if (end(Outcome.UNCERTAIN) != Phase.OVER) {
            peer.tell(id, new Frame.Abort());
        }
    }

    @Override
    public void receive(Frame frame) {
        if (frame instanceof Frame.Answer answer && mayWait) {
            if (phase.compareAndSet(Phase.ASKED, Phase.WRITING)) {
                reply.answer(answer.payload(), answer.compressible(), this::ended);
            }
        } else if (frame instanceof Frame.Taken && !mayWait) {
            if (end(Outcome.KNOWN) == Phase.ASKED) {
                reply.taken();
            }
        } else if (frame instanceof Frame.Rejection rejection) {
            boolean isKnown = rejection.error() != HandshakeError.UNKNOWN_SID;
            if (end(isKnown ? Outcome.KNOWN : Outcome.UNKNOWN) == Phase.ASKED) {
                reply.reject(rejection.error());
            }
        } else if (frame instanceof Frame.Refusal) {
            if (end(Outcome.KNOWN) == Phase.ASKED) {
                reply.refuse();
            }
        } else {
            broken();
        }
    }

    private void ended(boolean isWritten) {
        if (end(Outcome.KNOWN) != Phase.OVER) {
            peer.tell(id, isWritten ? new Frame.Written() : new Frame.Abort());
        }
    }

    /** The client is told that there is no such session, which has it open another one. */
    @Override
    public void broken() {
        if (end(Outcome.UNCERTAIN) == Phase.ASKED) {
            reply.reject(HandshakeError.UNKNOWN_SID);
        }
    }

    @Override
    public void beat() {
        if (!mayWait && ++beats > Peer.PATIENCE) {
            broken();
        }
    }

    /** The phase before: over if it had ended already. */
    private Phase end(Outcome outcome) {
        Phase before = phase.getAndSet(Phase.OVER);
        if (before != Phase.OVER) {
            peer.end(id);
            onEnd.accept(before == Phase.WRITING ? Outcome.KNOWN : outcome);
        }
        return before;
    }
}
