package xyz.anipub.engineio.transport.relayed;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.RelayedSession;
import xyz.anipub.engineio.RelayedSocket;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.packet.PayloadBody;
import xyz.anipub.engineio.transport.polling.BodyForm;
import xyz.anipub.engineio.transport.polling.Poll;
import xyz.anipub.engineio.transport.polling.PollingTransport;

/** A session of this node, by whatever node its client comes: what it meets here is what it would have met at this node's doors. */
final class OwnSession implements RelayedSession {

    private static final String POLL_BROKEN = "poll connection closed prematurely";

    private final Engine engine;
    private final Session session;

    OwnSession(Engine engine, Session session) {
        this.engine = engine;
        this.session = session;
    }

    @Override
    public Runnable poll(RelayedReply reply) {
        if (!(session.transport() instanceof PollingTransport transport)) {
            reply.reject(HandshakeError.BAD_REQUEST);
            return () -> {};
        }
        transport.poll(new Poll() {
            @Override
            public void answer(PayloadBody payload, boolean compressible) {
                reply.answer(payload, compressible, isWritten -> {
                    if (!isWritten) {
                        transport.fail(POLL_BROKEN);
                    }
                });
            }

            @Override
            public void refuse() {
                reply.refuse();
            }
        });
        return () -> transport.fail(POLL_BROKEN);
    }

    @Override
    public void post(PayloadBody payload, RelayedReply reply) {
        if (!(session.transport() instanceof PollingTransport transport)) {
            reply.reject(HandshakeError.BAD_REQUEST);
        } else if (transport.beginPost(payload.isBinary())) {
            BodyForm form = payload.isBinary() ? BodyForm.BINARY : BodyForm.TEXT;
            boolean taken = transport.receive(form, payload.content());
            transport.endPost();
            answer(taken, reply);
        } else {
            reply.refuse();
        }
    }

    private static void answer(boolean taken, RelayedReply reply) {
        if (taken) {
            reply.taken();
        } else {
            reply.refuse();
        }
    }

    @Override
    public void fail(String detail) {
        session.closeNow(CloseReason.TRANSPORT_ERROR, detail);
    }

    @Override
    public RelayedSocket connect(boolean textOnly, RelayedSocket client) {
        SessionEnd end = new SessionEnd(engine, upgrade(textOnly), client);
        end.open();
        return end;
    }

    /** As much of the client's request as counts for an upgrade. */
    private HandshakeRequest upgrade(boolean textOnly) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        query.put("transport", List.of("websocket"));
        query.put("sid", List.of(session.id()));
        if (textOnly) {
            query.put("b64", List.of("1"));
        }
        HandshakeRequest opened = session.request();
        return new HandshakeRequest(
                Map.of(), query, opened.remoteAddress(), opened.secure(), opened.url(), Instant.now());
    }
}
