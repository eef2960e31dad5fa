package xyz.anipub.engineio.relay;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The link with one other node. It is whole or broken, and never has a hole: when a frame is missing, or nothing comes for too long,
 * all exchanges end and the other side is told, which ends them, too; then both count anew, in a new run, and take nothing of
 * an earlier one. A new run is begun before anything ends, so that what is opened from then on belongs to it. The last frame that is missing shows by the beat behind it.
 *
 * <p><b>Threads.</b> Frames and beats come one at a time, on the relay's lane; those fields are of the lane. Exchanges are opened, ended
 * and write at any time, on any thread.
 */
final class Peer {

    private static final Logger LOG = System.getLogger(Peer.class.getName());

    /** In beats: after this long without a sign of life another node counts as dead. */
    static final int PATIENCE = 5;

    /** In beats: how long a silent node is remembered, so that a request that was just sent to it is answered by its end. */
    private static final int MEMORY = 10 * PATIENCE;

    private final Outlet outlet;
    private final BiConsumer<Peer, Envelope> opened;
    private final Map<Long, Exchange> ours = new ConcurrentHashMap<>();
    private final Map<Long, Exchange> theirs = new ConcurrentHashMap<>();
    private volatile boolean alive;
    /** This side has broken off, and nothing has come since of what counts. */
    private volatile boolean broken;
    /** Nothing is opened any more. */
    private volatile boolean over;
    /** Of what is sent. */
    private long ownRun;
    /** Of what comes: the lowest run that counts, whether it is still to begin, and which number is next. */
    private long run;

    private boolean awaitsRun = true;
    private long next = 1;
    private boolean owesBeat;
    private int silentBeats;
    private int absentBeats;

    /**
     * @param outlet in that run
     * @param firstRun higher than those of earlier links with this node
     * @param opened takes frames that open an exchange, or belong to none
     */
    Peer(Outlet outlet, long firstRun, BiConsumer<Peer, Envelope> opened) {
        this.outlet = outlet;
        this.ownRun = firstRun;
        this.opened = opened;
    }

    /** Whether it has lately said that it lives, and can be told something. */
    boolean isReachable() {
        return alive && !broken;
    }

    /** Whether nothing of it is left; then it is over. */
    boolean isForgotten() {
        boolean forgotten = absentBeats > MEMORY && ours.isEmpty() && theirs.isEmpty();
        if (forgotten) {
            close();
        }
        return forgotten;
    }

    void here() {
        alive = true;
        absentBeats = 0;
    }

    void gone() {
        alive = false;
        endAll();
    }

    /** Takes part in an exchange: one that this node has opened under a positive number, one of the other node's under a negative one. */
    void open(long exchange, Exchange opening) {
        of(exchange).put(exchange, opening);
        if (over && of(exchange).remove(exchange) != null) {
            opening.broken();
        }
    }

    void end(long exchange) {
        of(exchange).remove(exchange);
    }

    /** For an exchange: false if it is too long, or too much is under way. */
    boolean send(long exchange, Frame frame) {
        return outlet.send(exchange, frame);
    }

    /** For an exchange: what is short. */
    void tell(long exchange, Frame frame) {
        outlet.tell(exchange, frame);
    }

    /** A frame to this node has come from the other one. */
    void receive(Envelope envelope) {
        if (envelope.run() < run) {
            // It was under way when the link broke.
            return;
        }
        if (envelope.run() > run || awaitsRun) {
            begin(envelope.run());
        }
        if (envelope.number() < next) {
            return;
        }
        if (envelope.number() > next) {
            breakOff();
            return;
        }
        next++;
        silentBeats = 0;
        try {
            handle(envelope);
        } catch (RuntimeException e) {
            // It may have been half done: what follows it must not be taken for all.
            breakOff();
            throw e;
        }
    }

    private void begin(long begun) {
        if (!awaitsRun) {
            // The other side has broken off.
            endAll();
        }
        run = begun;
        next = 1;
        awaitsRun = false;
        broken = false;
    }

    private void handle(Envelope envelope) {
        // What the other side has opened is negative here, and what this side has opened there.
        long exchange = -envelope.exchange();
        Exchange known = of(exchange).get(exchange);
        if (known != null) {
            known.receive(envelope.frame());
        } else if (envelope.frame() instanceof Frame.Beat beat) {
            owesBeat |= beat.isAsking();
        } else if (envelope.frame() instanceof Frame.Lost lost) {
            lost(lost);
        } else if (wantsTaker(envelope.frame())) {
            outlet.tell(exchange, new Frame.Abort());
        } else {
            opened.accept(this, envelope);
        }
    }

    /** Whether the other side has to know that nobody takes it. */
    private static boolean wantsTaker(Frame frame) {
        return frame instanceof Frame.Answer || frame instanceof Frame.Messages || frame instanceof Frame.Written;
    }

    /** Begins the run that the other side waits for, unless it has just broken off itself, and so begun one. */
    private void lost(Frame.Lost lost) {
        if (lost.run() > ownRun || lost.isAgain()) {
            ownRun = Math.max(lost.run(), ownRun + 1);
            outlet.tell(new Frame.Beat(false), ownRun);
            endAll();
        }
    }

    /** A fifth of the patience has passed. */
    void beat() {
        if (++absentBeats == PATIENCE + 1) {
            // Also what is still under way from before is not to be taken.
            alive = false;
            breakOff();
        } else if (broken && alive) {
            outlet.tell(new Frame.Lost(run, true), ++ownRun);
            endAll();
        }
        boolean isOpen = !ours.isEmpty() || !theirs.isEmpty();
        if (isOpen && ++silentBeats > PATIENCE) {
            breakOff();
        } else if (isOpen || owesBeat) {
            outlet.tell(0, new Frame.Beat(isOpen));
        }
        owesBeat = false;
        if (!isOpen) {
            silentBeats = 0;
        }
        ours.values().forEach(exchange -> guarded(exchange, Exchange::beat));
    }

    private void breakOff() {
        silentBeats = 0;
        run++;
        awaitsRun = true;
        broken = true;
        outlet.tell(new Frame.Lost(run, false), ++ownRun);
        endAll();
    }

    /** What clients of this node have opened ends. */
    void endOurs() {
        end(ours);
    }

    /** Ends it for good. */
    void close() {
        over = true;
        endAll();
    }

    private void endAll() {
        end(ours);
        end(theirs);
    }

    private static void end(Map<Long, Exchange> exchanges) {
        for (Long exchange : exchanges.keySet()) {
            Exchange ended = exchanges.remove(exchange);
            if (ended != null) {
                guarded(ended, Exchange::broken);
            }
        }
    }

    /** One that fails keeps nothing from the others. */
    private static void guarded(Exchange exchange, Consumer<Exchange> step) {
        try {
            step.accept(exchange);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "An exchange with another node failed", e);
        }
    }

    private Map<Long, Exchange> of(long exchange) {
        return exchange > 0 ? ours : theirs;
    }
}
