package xyz.anipub.socketio.packet;

/**
 * What one incoming packet may cost.
 *
 * @param maxAttachments binary values in one packet; JavaScript peers refuse more than 10
 * @param maxAttachmentBytes the sum of their lengths
 * @param maxDepth how deep arrays and objects may nest
 * @param maxValues how many values there may be, in arrays and objects and these themselves: each takes many times the
 *     memory of its one or two characters. A text counts its brackets and commas
 */
public record PacketLimits(int maxAttachments, long maxAttachmentBytes, int maxDepth, int maxValues) {

    private static final int USUAL_VALUES = 50_000;

    /** With 50,000 values, some 10 MB at most. */
    public PacketLimits(int maxAttachments, long maxAttachmentBytes, int maxDepth) {
        this(maxAttachments, maxAttachmentBytes, maxDepth, USUAL_VALUES);
    }

    public PacketLimits {
        if (maxAttachments < 0 || maxAttachmentBytes < 0 || maxDepth < 1 || maxValues < 1) {
            throw new IllegalArgumentException("limits must not be negative, and a packet's array is one level deep");
        }
    }

    /** 10 attachments, 10,000,000 bytes, 100 levels, 50,000 values. */
    public static PacketLimits standard() {
        return new PacketLimits(10, 10_000_000, 100);
    }
}
