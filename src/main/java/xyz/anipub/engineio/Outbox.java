package xyz.anipub.engineio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import xyz.anipub.engineio.packet.EncodedPacket;

/**
 * What waits to be sent to one session, within a bound. Not thread-safe: {@link Session} guards it.
 *
 * <p>An empty queue takes any message, so that one large message is never an overflow by itself.
 */
final class Outbox {

    /** Most sessions are idle: a queue begins small, and is given up when it was long. */
    private static final int SHORT = 2;

    private static final int LONG = 64;

    private final QueueBound bound;
    private Deque<PreparedMessage> messages = new ArrayDeque<>(SHORT);
    private int packets;
    private long bytes;

    Outbox(QueueBound bound) {
        this.bound = bound;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Adds a message, dropping waiting volatile ones if there is no room else; false if there is none even so. */
    boolean offer(PreparedMessage message) {
        if (!hasRoomFor(message)) {
            dropVolatile();
        }
        if (!hasRoomFor(message)) {
            return false;
        }
        messages.add(message);
        packets += message.packets().size();
        bytes += message.size();
        return true;
    }

    /** Takes everything, in order. */
    List<EncodedPacket> drain() {
        List<EncodedPacket> batch = new ArrayList<>(packets);
        messages.forEach(message -> batch.addAll(message.packets()));
        clear();
        return batch;
    }

    void clear() {
        if (messages.size() > LONG) {
            messages = new ArrayDeque<>(SHORT);
        }
        messages.clear();
        packets = 0;
        bytes = 0;
    }

    private boolean hasRoomFor(PreparedMessage message) {
        return messages.isEmpty()
                || !bound.isExceededBy(packets + message.packets().size(), bytes + message.size());
    }

    private void dropVolatile() {
        messages.removeIf(PreparedMessage::isVolatile);
        packets =
                messages.stream().mapToInt(message -> message.packets().size()).sum();
        bytes = messages.stream().mapToLong(PreparedMessage::size).sum();
    }
}
