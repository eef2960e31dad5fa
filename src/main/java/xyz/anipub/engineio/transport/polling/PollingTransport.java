package xyz.anipub.engineio.transport.polling;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.Transport;
import xyz.anipub.engineio.config.HandshakeRequest;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.MalformedPacketException;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.packet.PayloadBody;
import xyz.anipub.engineio.session.Timers;

/**
 * Carries a session by requests: one GET at a time waits for packets, one POST at a time brings them (protocol sections
 * 1.6, 1.7, 1.11).
 *
 * <p>The object's monitor guards its fields; polls and the session are called without it.
 */
public final class PollingTransport implements Transport, PostTaker {

    /**
     * How long a poll during an upgrade is held: long enough that a client which polls on does not spin, and that one which
     * moves at once is not told to poll on.
     */
    private static final long RELEASE_DELAY_MILLIS = 5;

    private static final EncodedPacket CLOSE = EncodedPacket.of(new Packet.Close());
    private static final EncodedPacket NOOP = EncodedPacket.of(new Packet.Noop());

    private final Timers timers;
    private volatile @Nullable Session session;
    private @Nullable Poll pending;
    private @Nullable Runnable closing;
    private boolean ended;
    private boolean reading;
    private boolean releasing;
    private boolean lastPollDue;

    /** @param handshake the poll that asked for the session and will carry the open packet */
    public PollingTransport(Poll handshake, Timers timers) {
        this.pending = handshake;
        this.timers = timers;
    }

    @Override
    public TransportType type() {
        return TransportType.POLLING;
    }

    @Override
    public void open(Session opened) {
        session = opened;
        opened.ready(this);
    }

    @Override
    public void write(List<EncodedPacket> batch) {
        Poll poll = takePending();
        if (poll != null) {
            poll.answer(payload(batch), batch.stream().anyMatch(EncodedPacket::isCompressible));
        }
    }

    @Override
    public void close(Runnable closed) {
        Poll poll;
        synchronized (this) {
            poll = takePending();
            if (poll == null) {
                closing = closed;
                return;
            }
        }
        poll.answer(payload(List.of(CLOSE)), false);
        closed.run();
    }

    @Override
    public void abort() {
        Session opened = session;
        if (opened != null && opened.transport() != this) {
            leave();
        } else {
            end(CLOSE);
        }
    }

    /**
     * The session has moved on. A poll that is pending still has overtaken the client's word that it moves: it comes too
     * late, like all to come.
     */
    private void leave() {
        Poll poll;
        synchronized (this) {
            ended = true;
            closing = null;
            poll = takePending();
        }
        if (poll != null) {
            poll.refuse();
        }
    }

    /** A GET came. */
    public void poll(Poll poll) {
        boolean refused;
        boolean isLast;
        boolean overlaps;
        Runnable closed;
        boolean releases;
        synchronized (this) {
            refused = ended;
            isLast = lastPollDue;
            lastPollDue = false;
            overlaps = pending != null;
            closed = closing;
            releases = releasing;
            if (!refused && !overlaps && closed == null) {
                pending = poll;
            }
        }
        if (isLast) {
            session().lastPollCame();
            poll.answer(payload(List.of(NOOP)), false);
        } else if (refused) {
            poll.refuse();
        } else if (overlaps) {
            fail("overlap from client");
            poll.refuse();
        } else if (closed != null) {
            poll.answer(payload(List.of(NOOP, CLOSE)), false);
            closed.run();
        } else {
            session().ready(this);
            if (releases) {
                releaseSoon();
            }
        }
    }

    /** A POST came; false, with the session closed, if another one is still being read. */
    boolean beginPost() {
        boolean begins;
        synchronized (this) {
            begins = !reading && !ended;
            reading |= begins;
        }
        if (!begins) {
            fail("data request overlap from client");
        }
        return begins;
    }

    /** The same of a POST that is to be binary, which not every client may send. */
    public boolean beginPost(boolean binary) {
        boolean begins = beginPost();
        if (begins && binary && !session().revision().hasBinaryPayloads()) {
            fail("invalid content");
            return false;
        }
        return begins;
    }

    @Override
    public void take(BodyForm form, byte[] body, RelayedReply reply) {
        if (receive(form, body)) {
            reply.taken();
        } else {
            reply.refuse();
        }
    }

    /** A POST that has begun is complete; false if it came too late, or is none, with the session closed. */
    public boolean receive(BodyForm form, byte[] body) {
        if (isEnded()) {
            return false;
        }
        try {
            session().revision().decode(form.payload(body), this::receive);
            return true;
        } catch (MalformedPacketException e) {
            session().closeNow(CloseReason.PARSE_ERROR, String.valueOf(e.getMessage()));
            return false;
        }
    }

    /**
     * Of its packets, in order. With a close packet goes a noop for the client's poll, even if
     * that comes a moment later: the client sends both at the same time, and threads take them in any order.
     */
    void receive(Packet packet) {
        if (packet instanceof Packet.Close && !isEnded() && !end(NOOP)) {
            synchronized (this) {
                lastPollDue = true;
            }
            session().awaitLastPoll();
        }
        session().receive(packet);
    }

    @Override
    public synchronized void endPost() {
        reading = false;
    }

    /** Whether this transport carries its session no more. */
    synchronized boolean isEnded() {
        return ended;
    }

    @Override
    public void fail(String detail) {
        session().closeNow(CloseReason.TRANSPORT_ERROR, detail);
    }

    /** While an upgrade waits for its client: answers the pending poll, and from now on every poll, a little later. */
    public void releasePolls() {
        boolean isPending;
        synchronized (this) {
            releasing = true;
            isPending = pending != null;
        }
        if (isPending) {
            releaseSoon();
        }
    }

    public synchronized void holdPolls() {
        releasing = false;
    }

    Session session() {
        Session opened = session;
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        return opened;
    }

    private void releaseSoon() {
        timers.schedule(() -> session().releasePoll(this), RELEASE_DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** False if no poll was there to be answered. */
    private boolean end(EncodedPacket last) {
        Poll poll;
        synchronized (this) {
            ended = true;
            closing = null;
            poll = takePending();
        }
        // A session that was refused when it opened has not taken this transport: its poll is rejected by the door.
        if (poll != null && session != null) {
            poll.answer(payload(List.of(last)), false);
        }
        return poll != null;
    }

    private PayloadBody payload(List<EncodedPacket> packets) {
        HandshakeRequest request = session().request();
        return session().revision().encode(packets, request.takesNoBinary() || request.isByScript());
    }

    private synchronized @Nullable Poll takePending() {
        Poll poll = pending;
        pending = null;
        return poll;
    }
}
