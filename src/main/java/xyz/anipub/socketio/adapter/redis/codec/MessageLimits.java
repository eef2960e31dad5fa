package xyz.anipub.socketio.adapter.redis.codec;

import xyz.anipub.socketio.packet.PacketLimits;

/**
 * What one message from another node may cost; what is too long is not written either.
 *
 * @param maxBytes its length as it is in Redis
 * @param maxDepth how deep arrays and maps may nest, those of the message around an event's arguments counted
 * @param maxValues how many values there may be, in arrays and maps and these themselves: each takes many times the memory
 *     of its one or two bytes
 */
public record MessageLimits(int maxBytes, int maxDepth, int maxValues) {

    public MessageLimits {
        if (maxBytes < 1 || maxDepth < 1 || maxValues < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /**
     * 16 MB, 105 levels, 500,000 values: what a client may send, with the levels around it, and what a node with 10,000
     * sockets has to say of them, 40 values each.
     */
    public static MessageLimits standard() {
        return new MessageLimits(16_000_000, 105, 500_000);
    }

    /** The same, as far as a payload's reader asks. */
    PacketLimits ofPackets() {
        return new PacketLimits(0, maxBytes, maxDepth, maxValues);
    }
}
