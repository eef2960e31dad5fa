package xyz.anipub.engineio.relay;

import xyz.anipub.engineio.HandshakeError;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.RelayedSession;
import xyz.anipub.engineio.RelayedSocket;
import xyz.anipub.engineio.packet.PayloadBody;

/** The way of one client to its session on another node. */
final class AwaySession implements RelayedSession {

    private final Peer peer;
    private final String sid;
    private final Guests.Guest guest;

    AwaySession(Peer peer, String sid, Guests.Guest guest) {
        this.peer = peer;
        this.sid = sid;
        this.guest = guest;
    }

    @Override
    public Runnable poll(RelayedReply reply) {
        return ask(new Frame.Poll(sid), reply, true);
    }

    @Override
    public void post(PayloadBody payload, RelayedReply reply) {
        ask(new Frame.Post(sid, payload), reply, false);
    }

    private Runnable ask(Frame question, RelayedReply reply, boolean mayWait) {
        if (!guest.enter()) {
            reply.reject(HandshakeError.FORBIDDEN);
            return () -> {};
        }
        long id = guest.newExchange();
        AskedRequest asked = new AskedRequest(peer, id, reply, mayWait, guest::leave);
        peer.open(id, asked);
        if (!peer.send(id, question)) {
            asked.broken();
        }
        return asked::abort;
    }

    @Override
    public void fail(String detail) {
        peer.tell(0, new Frame.Fail(sid, detail));
    }

    @Override
    public RelayedSocket connect(boolean textOnly, RelayedSocket client) {
        long id = guest.newExchange();
        boolean mayEnter = guest.enter();
        SocketExchange opened = new SocketExchange(peer, id, mayEnter ? guest::leave : isKnown -> {});
        opened.tell(client);
        if (mayEnter) {
            peer.open(id, opened);
            peer.tell(id, new Frame.Connect(sid, textOnly));
        } else {
            opened.receive(new Frame.Rejection(HandshakeError.FORBIDDEN));
        }
        return opened;
    }
}
