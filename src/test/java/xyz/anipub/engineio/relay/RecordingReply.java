package xyz.anipub.engineio.relay;

import java.util.ArrayList;
import java.util.List;
import xyz.anipub.engineio.HandshakeError;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.packet.PayloadBody;

/** Remembers in words what a request was answered. */
final class RecordingReply implements RelayedReply {

    final List<String> answers = new ArrayList<>();

    @Override
    public void answer(PayloadBody payload, boolean compressible) {
        answers.add(new String(payload.content()) + (compressible ? " compressible" : ""));
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
