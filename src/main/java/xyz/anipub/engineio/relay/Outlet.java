package xyz.anipub.engineio.relay;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import xyz.anipub.queue.SerialQueue;

/**
 * What goes to one other node: frames get their numbers in the order in which they are given. The thread that gives one hands on what
 * others give meanwhile, for one turn. Thread-safe, without a lock.
 */
final class Outlet {

    /** Then another thread goes on. */
    private static final int TURN = 100;

    private final String own;
    private final String to;
    private final NodeChannel channel;
    private final RelayConfig config;
    private final AtomicLong underWay;
    private final SerialQueue<Outgoing> waiting;
    /** Of whoever hands on. */
    private long run;

    private long number;

    /** @param leastRun the run that begins with it, unless that has begun already */
    private record Outgoing(byte[] message, long leastRun) {}

    /**
     * @param underWay how many bytes have not left this node yet, to whatever other one
     * @param executor goes on where a thread has had its turn
     */
    Outlet(
            String own,
            String to,
            long firstRun,
            NodeChannel channel,
            RelayConfig config,
            AtomicLong underWay,
            Executor executor) {
        this.own = own;
        this.to = to;
        this.run = firstRun;
        this.channel = channel;
        this.config = config;
        this.underWay = underWay;
        this.waiting = new SerialQueue<>(executor, TURN, this::handOn);
    }

    /** Sends what is no more than a word about others: it is not counted, and always taken. */
    void tell(long exchange, Frame frame) {
        give(new Outgoing(FrameCodec.encode(own, exchange, frame), 0));
    }

    /** The same, as the first of a run. */
    void tell(Frame frame, long firstOfRun) {
        give(new Outgoing(FrameCodec.encode(own, 0, frame), firstOfRun));
    }

    /** Sends what may be long; false if it is too long, or too much is under way. */
    boolean send(long exchange, Frame frame) {
        byte[] message = FrameCodec.encode(own, exchange, frame);
        if (message.length > config.maxMessage() || underWay.get() + message.length > config.maxBytes()) {
            return false;
        }
        give(new Outgoing(message, 0));
        return true;
    }

    private void give(Outgoing outgoing) {
        underWay.addAndGet(outgoing.message().length);
        waiting.add(outgoing);
        waiting.runHere();
    }

    private void handOn(Outgoing next) {
        if (next.leastRun() > run) {
            run = next.leastRun();
            number = 0;
        }
        byte[] message = next.message();
        FrameCodec.count(message, run, ++number);
        channel.send(to, message).whenComplete((left, failure) -> underWay.addAndGet(-message.length));
    }
}
