package xyz.anipub.engineio.relay;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.RelayedSession;
import xyz.anipub.engineio.RelayedSocket;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.packet.PayloadBody;

/** The way of one request or WebSocket of a client to its session on another node. */
final class AwaySession implements RelayedSession {

    private final Peer peer;
    private final String sid;
    private final String address;
    private final Guests guests;
    /** Of a POST that has begun. */
    private volatile Guests.@Nullable Visit posting;

    AwaySession(Peer peer, String sid, String address, Guests guests) {
        this.peer = peer;
        this.sid = sid;
        this.address = address;
        this.guests = guests;
    }

    @Override
    public Runnable poll(RelayedReply reply) {
        Optional<Guests.Visit> visit = guests.enter(sid, address);
        if (visit.isEmpty()) {
            reply.reject(HandshakeError.FORBIDDEN);
            return () -> {};
        }
        return ask(new Frame.Poll(sid), reply, true, visit.get()::leave);
    }

    @Override
    public boolean beginPost() {
        posting = guests.enterWithBody(sid, address).orElse(null);
        return posting != null;
    }

    @Override
    public boolean hold(long bytes) {
        Guests.Visit begun = posting;
        return begun != null && begun.hold(bytes);
    }

    @Override
    public void post(PayloadBody payload, RelayedReply reply) {
        Guests.Visit begun = posting;
        if (begun == null) {
            reply.reject(HandshakeError.FORBIDDEN);
        } else {
            ask(new Frame.Post(sid, payload), reply, false, begun::leave);
        }
    }

    @Override
    public void endPost() {
        Guests.Visit begun = posting;
        if (begun != null) {
            begun.leave(Guests.Outcome.UNCERTAIN);
        }
    }

    private Runnable ask(Frame question, RelayedReply reply, boolean mayWait, Consumer<Guests.Outcome> onEnd) {
        long id = guests.newExchange();
        AskedRequest asked = new AskedRequest(peer, id, reply, mayWait, onEnd);
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
        long id = guests.newExchange();
        Optional<Guests.Visit> visit = guests.enter(sid, address);
        SocketExchange opened =
                new SocketExchange(peer, id, outcome -> visit.ifPresent(entered -> entered.leave(outcome)));
        opened.tell(client);
        if (visit.isPresent()) {
            peer.open(id, opened);
            peer.tell(id, new Frame.Connect(sid, textOnly));
        } else {
            opened.receive(new Frame.Rejection(HandshakeError.FORBIDDEN));
        }
        return opened;
    }
}
