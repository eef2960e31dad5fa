package xyz.anipub.engineio.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xyz.anipub.engineio.packet.EncodedPacket;
import xyz.anipub.trace.Receipt;

/**
 * What waits to be sent to one session, within a bound, and within that of all sessions together. Not thread-safe:
 * {@code Session} guards it.
 *
 * <p>An empty queue takes any message, so that one large message is never an overflow by itself. What waits behind a batch
 * counts in the {@link Backlog}.
 */
public final class Outbox {

    /** Most sessions are idle: a queue begins small, and is given up when it was long. */
    private static final int SHORT = 2;

    private static final int LONG = 64;

    private final QueueBound bound;
    private final int batchBytes;
    private final Backlog backlog;
    private Deque<PreparedMessage> messages = new ArrayDeque<>(SHORT);
    /** Those of them that the backlog counts, in the same order; null for none. */
    private @Nullable Deque<PreparedMessage> counted;

    private int packets;
    private long bytes;
    private boolean wasLong;
    private long received = Receipt.UNKNOWN;

    /** @param batchBytes as {@code EngineConfig.batchBytes()} */
    public Outbox(QueueBound bound, int batchBytes, Backlog backlog) {
        this.bound = bound;
        this.backlog = backlog;
        this.batchBytes = batchBytes;
    }

    public boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Adds a message, dropping waiting volatile ones if there is no room else; false if there is none even so. */
    public boolean offer(PreparedMessage message) {
        if (!hasRoomFor(message)) {
            dropVolatile();
        }
        if (!hasRoomFor(message) || isLong() && !count(message)) {
            return false;
        }
        messages.add(message);
        wasLong |= messages.size() > LONG;
        packets += message.packets().size();
        bytes += message.size();
        return true;
    }

    /**
     * Takes messages in order, whole ones, as many as fit into a batch and at least one, which has to be there: of what a
     * transport is given, each session may need a copy of its own, and what waits here is shared by all.
     */
    public List<EncodedPacket> drain() {
        received = Receipt.UNKNOWN;
        PreparedMessage first = take();
        List<EncodedPacket> batch = first.packets();
        if (!messages.isEmpty()) {
            batch = new ArrayList<>(batch);
            long taken = first.size();
            for (PreparedMessage next = messages.peek();
                    next != null && taken + next.size() <= batchBytes;
                    next = messages.peek()) {
                taken += take().size();
                batch.addAll(next.packets());
            }
        }
        if (messages.isEmpty()) {
            clear();
        }
        return batch;
    }

    /** When the oldest message was received of those that the last batch had, as far as they say; else {@link Receipt#UNKNOWN}. */
    public long received() {
        return received;
    }

    private PreparedMessage take() {
        PreparedMessage next = messages.remove();
        received = received == Receipt.UNKNOWN ? next.received() : received;
        discount(next);
        packets -= next.packets().size();
        bytes -= next.size();
        return next;
    }

    public void clear() {
        if (counted != null) {
            counted.forEach(backlog::remove);
            counted = null;
        }
        if (wasLong) {
            messages = new ArrayDeque<>(SHORT);
            wasLong = false;
        }
        messages.clear();
        packets = 0;
        bytes = 0;
    }

    private boolean hasRoomFor(PreparedMessage message) {
        return messages.isEmpty()
                || !bound.isExceededBy(packets + message.packets().size(), bytes + message.size());
    }

    private boolean isLong() {
        return bytes > batchBytes || messages.size() > LONG;
    }

    private boolean count(PreparedMessage message) {
        boolean counts = backlog.add(message);
        if (counts) {
            counted = counted == null ? new ArrayDeque<>() : counted;
            counted.add(message);
        }
        return counts;
    }

    private void discount(PreparedMessage message) {
        if (counted != null && counted.peek() == message) {
            backlog.remove(counted.remove());
            counted = counted.isEmpty() ? null : counted;
        }
    }

    private void dropVolatile() {
        if (counted != null) {
            counted.stream().filter(PreparedMessage::isVolatile).forEach(backlog::remove);
            counted.removeIf(PreparedMessage::isVolatile);
        }
        messages.removeIf(PreparedMessage::isVolatile);
        packets =
                messages.stream().mapToInt(message -> message.packets().size()).sum();
        bytes = messages.stream().mapToLong(PreparedMessage::size).sum();
    }
}
