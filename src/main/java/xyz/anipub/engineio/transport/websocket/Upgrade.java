package xyz.anipub.engineio.transport.websocket;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.engineio.packet.Packet;
import xyz.anipub.engineio.session.Timers;
import xyz.anipub.engineio.transport.polling.PollingTransport;

/**
 * A polling session's move to a WebSocket (protocol section 1.10): {@code 2probe}, {@code 3probe}, every poll released
 * by a noop, then {@code 5}. Whatever else comes ends the WebSocket and leaves the session alone.
 *
 * <p>Packets come from one thread at a time; the timeout and the session's close from others.
 */
final class Upgrade {

    private static final String PROBE = "probe";

    private final Session session;
    private final PollingTransport from;
    private final WebSocketTransport to;
    private final Future<?> timeout;
    private final AtomicBoolean over = new AtomicBoolean();
    private boolean probed;

    private Upgrade(Session session, PollingTransport from, WebSocketTransport to, Timers timers) {
        this.session = session;
        this.from = from;
        this.to = to;
        long limit = session.config().upgradeTimeout().toMillis();
        timeout = timers.schedule(this::fail, limit, TimeUnit.MILLISECONDS);
    }

    /** Begins; empty, with the WebSocket closed and the session unharmed, if the session cannot be upgraded now. */
    static Optional<Upgrade> begin(Session session, WebSocketTransport to, Timers timers) {
        if (session.transport() instanceof PollingTransport from && session.beginUpgrade(to)) {
            return Optional.of(new Upgrade(session, from, to, timers));
        }
        to.abort();
        return Optional.empty();
    }

    /** Whether it has succeeded or failed. */
    boolean isOver() {
        return over.get();
    }

    void receive(Packet packet) {
        if (packet instanceof Packet.Ping ping && ping.data().equals(PROBE)) {
            if (!probed) {
                probed = true;
                to.write(List.of(EncodedPacket.of(new Packet.Pong(PROBE))));
            }
            from.releasePolls();
        } else if (packet instanceof Packet.Upgrade) {
            finish();
        } else {
            fail();
        }
    }

    /** Ends the attempt: the WebSocket broke, took too long, or said something else. */
    void fail() {
        if (end()) {
            session.cancelUpgrade();
            to.abort();
        }
    }

    private void finish() {
        if (end() && !session.finishUpgrade()) {
            to.abort();
        }
    }

    private boolean end() {
        boolean ends = over.compareAndSet(false, true);
        if (ends) {
            timeout.cancel(false);
            from.holdPolls();
        }
        return ends;
    }
}
