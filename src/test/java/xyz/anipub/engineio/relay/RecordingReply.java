package xyz.anipub.engineio.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.packet.PayloadBody;

/** Remembers in words what a request was answered. */
class RecordingReply implements RelayedReply {

    final List<String> answers = new ArrayList<>();
    /** Of payloads, by whoever writes them. */
    final List<Consumer<Boolean>> writings = new ArrayList<>();

    boolean writesAtOnce = true;

    @Override
    public void answer(PayloadBody payload, boolean compressible, Consumer<Boolean> onWritten) {
        answers.add(new String(payload.content()) + (compressible ? " compressible" : ""));
        if (writesAtOnce) {
            onWritten.accept(true);
        } else {
            writings.add(onWritten);
        }
    }

    @Override
    public void taken() {
        answers.add("taken");
    }

    @Override
    public void refuse() {
        answers.add("refused");
    }

    @Override
    public void reject(HandshakeError error) {
        answers.add(error.name());
    }
}
