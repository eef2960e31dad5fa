package xyz.anipub.engineio.transport.polling;

import java.util.concurrent.Executor;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.RelayedSession;
import xyz.anipub.engineio.packet.MalformedPacketException;
import xyz.anipub.engineio.packet.PayloadBody;

/**
 * A POST, which has begun, for a session that another node has.
 *
 * @param executor answers, which may wait for the client
 */
record RelayedPosts(RelayedSession session, Executor executor) implements PostTaker {

    @Override
    public void take(BodyForm form, byte[] body, RelayedReply reply) {
        PayloadBody payload;
        try {
            payload = form.payload(body);
        } catch (MalformedPacketException e) {
            fail("" + e.getMessage());
            reply.refuse();
            return;
        }
        session.post(payload, new DetachedReply(reply, executor));
    }

    @Override
    public boolean hold(long bytes) {
        return session.hold(bytes);
    }

    @Override
    public void over() {
        session.endPost();
    }

    @Override
    public void endPost() {
        // That node knows.
    }

    @Override
    public void fail(String detail) {
        session.fail(detail);
    }
}
