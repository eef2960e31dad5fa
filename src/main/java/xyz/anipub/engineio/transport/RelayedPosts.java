package xyz.anipub.engineio.transport;

import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.RelayedSession;
import xyz.anipub.engineio.packet.MalformedPacketException;
import xyz.anipub.engineio.packet.PayloadBody;

/** POSTs for a session that another node has. */
record RelayedPosts(RelayedSession session) implements PostTaker {

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
        session.post(payload, reply);
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
