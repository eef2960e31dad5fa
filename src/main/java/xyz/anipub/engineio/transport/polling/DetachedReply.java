package xyz.anipub.engineio.transport.polling;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.packet.PayloadBody;

/**
 * A request's reply for who must not wait: what may be written blocking is written by another thread. A payload never is.
 *
 * @param executor may wait for a client
 */
record DetachedReply(RelayedReply reply, Executor executor) implements RelayedReply {

    @Override
    public void answer(PayloadBody payload, boolean compressible, Consumer<Boolean> onWritten) {
        reply.answer(payload, compressible, onWritten);
    }

    @Override
    public void taken() {
        detach(reply::taken);
    }

    @Override
    public void refuse() {
        detach(reply::refuse);
    }

    @Override
    public void reject(HandshakeError error) {
        detach(() -> reply.reject(error));
    }

    private void detach(Runnable step) {
        try {
            executor.execute(step);
        } catch (RejectedExecutionException e) {
            // The node is stopping.
            step.run();
        }
    }
}
