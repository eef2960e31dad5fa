package xyz.anipub.engineio;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.session.Outbox;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.engineio.session.SessionState;
import xyz.anipub.trace.Receipt;

/**
 * Outbound half of a session: bounded queue, current transport, upgrade.
 *
 * <p>The monitor of the session's state guards all fields; the volatile ones are read without it. Transports and observers are
 * called without it. Whoever finds the transport ready writes; what arrives meanwhile is gathered. Two threads never write at
 * the same time.
 */
final class SessionOutput {

    private final Session session;
    private final SessionState state;
    private final Observers observers;
    private final Outbox outbox;
    private volatile Transport transport;
    private @Nullable Transport candidate;
    private volatile @Nullable Runnable onTransportClosed;
    private boolean ready;
    private boolean flushing;
    private boolean transportClosing;
    private volatile boolean overflown;

    /** @param session told to observers, else not touched */
    SessionOutput(Session session, SessionState state, Observers observers, Transport transport, Outbox outbox) {
        this.session = session;
        this.state = state;
        this.observers = observers;
        this.transport = transport;
        this.outbox = outbox;
    }

    Transport transport() {
        return transport;
    }

    /** Whether a message would leave at once. */
    boolean isReady() {
        synchronized (state) {
            return state.isOpen() && ready;
        }
    }

    /** Whether the queue was full for a message: then it takes none after it. */
    boolean isOverflown() {
        return overflown;
    }

    /** Puts messages into the queue, with none in between; false if one was dropped. */
    boolean queue(List<PreparedMessage> messages) {
        synchronized (state) {
            boolean all = true;
            for (int i = 0; i < messages.size(); i++) {
                all &= add(messages.get(i));
            }
            return all;
        }
    }

    /** Puts one into the queue; false if it was dropped. */
    boolean queue(PreparedMessage message) {
        synchronized (state) {
            return add(message);
        }
    }

    private boolean add(PreparedMessage message) {
        if (!state.isOpen() || overflown) {
            return false;
        }
        if (message.isVolatile() && !ready) {
            observers.traffic().countDropped();
            return false;
        }
        overflown = !outbox.offer(message);
        if (overflown) {
            observers.traffic().countOverflown();
        }
        return !overflown;
    }

    /**
     * {@code from} can take a batch.
     *
     * @return whether somebody has to write; not if that matters no more, or a thread that is writing goes on
     */
    boolean ready(Transport from) {
        synchronized (state) {
            boolean counts = from == transport && !state.isClosed();
            ready |= counts;
            return counts && !flushing;
        }
    }

    /** Queues a noop for a poll of {@code from} that has nothing else to tell; false if there is none. */
    boolean release(Transport from) {
        synchronized (state) {
            if (from != transport || !ready || state.isClosed() || !outbox.isEmpty()) {
                return false;
            }
            return outbox.offer(PreparedMessage.control(new Packet.Noop()));
        }
    }

    /**
     * Writes what is queued while the transport is ready, unless another thread does.
     *
     * @param sharing gives the packets of a batch as those of another session's that has the same
     */
    void drain(UnaryOperator<List<EncodedPacket>> sharing) {
        boolean mine = false;
        try {
            while (true) {
                Transport to;
                List<EncodedPacket> batch;
                long received;
                synchronized (state) {
                    if (flushing != mine) {
                        return;
                    }
                    mine = ready && !outbox.isEmpty();
                    flushing = mine;
                    if (!mine) {
                        break;
                    }
                    to = transport;
                    batch = outbox.drain();
                    received = outbox.received();
                    ready = false;
                }
                batch = sharing.apply(batch);
                observers.sent(session, batch);
                to.write(batch);
                if (received != Receipt.UNKNOWN) {
                    observers.traffic().deliveries().count(System.nanoTime() - received);
                }
            }
        } catch (Throwable e) {
            // Else nobody would ever write again.
            synchronized (state) {
                flushing = false;
            }
            throw e;
        }
        closeTransportWhenFlushed();
    }

    boolean beginUpgrade(Transport probing) {
        synchronized (state) {
            boolean begins = state.beginUpgrade();
            if (begins) {
                candidate = probing;
            }
            return begins;
        }
    }

    void cancelUpgrade() {
        synchronized (state) {
            if (state.cancelUpgrade()) {
                candidate = null;
            }
        }
    }

    /** From now on the candidate carries; the transport before it, empty if there is no upgrade to finish. */
    Optional<Transport> finishUpgrade() {
        synchronized (state) {
            Transport next = candidate;
            if (next == null || !state.finishUpgrade()) {
                return Optional.empty();
            }
            Transport old = transport;
            transport = next;
            candidate = null;
            ready = false;
            transportClosing = false;
            return Optional.of(old);
        }
    }

    /** Takes no message any more; {@link #closeTransportWhenFlushed} has to follow. False if it had begun before. */
    boolean beginClosing(Runnable closed) {
        synchronized (state) {
            boolean begins = state.beginClosing();
            if (begins) {
                onTransportClosed = closed;
            }
            return begins;
        }
    }

    /** Closes the transport of a closing session when all is written. */
    void closeTransportWhenFlushed() {
        Runnable closed = onTransportClosed;
        if (closed == null) {
            return;
        }
        Transport last;
        synchronized (state) {
            if (!state.isClosing() || transportClosing || flushing || !outbox.isEmpty()) {
                return;
            }
            transportClosing = true;
            last = transport;
        }
        last.close(closed);
    }

    /** Discards what is queued; {@link #abort} has to follow. False if it had ended before. */
    boolean end() {
        synchronized (state) {
            if (!state.close()) {
                return false;
            }
            ready = false;
            outbox.clear();
            return true;
        }
    }

    /** Ends the transports of a session that is closed. */
    void abort() {
        Transport last;
        @Nullable Transport probing;
        synchronized (state) {
            last = transport;
            probing = candidate;
            candidate = null;
        }
        last.abort();
        if (probing != null) {
            probing.abort();
        }
    }
}
