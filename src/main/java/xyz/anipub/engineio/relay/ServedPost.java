package xyz.anipub.engineio.relay;

import java.util.function.Consumer;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.packet.PayloadBody;

/** Answers a POST of a client elsewhere. */
record ServedPost(Peer peer, long id) implements RelayedReply {

    @Override
    public void answer(PayloadBody payload, boolean compressible, Consumer<Boolean> onWritten) {
        refuse();
        onWritten.accept(false);
    }

    @Override
    public void taken() {
        peer.tell(id, new Frame.Taken());
    }

    @Override
    public void refuse() {
        peer.tell(id, new Frame.Refusal());
    }

    @Override
    public void reject(HandshakeError error) {
        peer.tell(id, new Frame.Rejection(error));
    }
}
