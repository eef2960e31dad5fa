package xyz.anipub.engineio.relay;

import java.util.ArrayList;
import java.util.List;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.RelayedSession;
import xyz.anipub.engineio.RelayedSocket;
import xyz.anipub.engineio.packet.PayloadBody;

/** Remembers what came to it; answers when the test says so. */
final class RecordingSession implements RelayedSession {

    final List<RelayedReply> polls = new ArrayList<>();
    final List<String> posts = new ArrayList<>();
    final List<String> failures = new ArrayList<>();
    final List<RelayedSocket> clients = new ArrayList<>();
    /** Of each answer to a poll: whether it was written. */
    final List<Boolean> deliveries = new ArrayList<>();

    final RecordingEnd end = new RecordingEnd();
    boolean takesPosts = true;
    boolean failsAtPosts;
    int aborts;

    @Override
    public Runnable poll(RelayedReply reply) {
        polls.add(reply);
        return () -> aborts++;
    }

    @Override
    public void post(PayloadBody payload, RelayedReply reply) {
        if (failsAtPosts) {
            throw new IllegalStateException("a fault");
        }
        posts.add(new String(payload.content()) + (payload.isBinary() ? " in binary" : ""));
        if (takesPosts) {
            reply.taken();
        }
    }

    /** Answers the poll of that number. */
    void answer(int poll, PayloadBody payload, boolean compressible) {
        polls.get(poll).answer(payload, compressible, deliveries::add);
    }

    @Override
    public void fail(String detail) {
        failures.add(detail);
    }

    @Override
    public RelayedSocket connect(boolean textOnly, RelayedSocket client) {
        end.heard.add(textOnly ? "opened for text" : "opened");
        clients.add(client);
        return end;
    }
}
