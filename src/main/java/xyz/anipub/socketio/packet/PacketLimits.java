package xyz.anipub.socketio.packet;

/**
 * What one incoming packet may cost.
 *
 * @param maxAttachments binary values in one packet; JavaScript peers refuse more than 10
 * @param maxAttachmentBytes the sum of their lengths
 * @param maxDepth how deep arrays and objects may nest
 */
public record PacketLimits(int maxAttachments, long maxAttachmentBytes, int maxDepth) {

    public PacketLimits {
        if (maxAttachments < 0 || maxAttachmentBytes < 0 || maxDepth < 1) {
            throw new IllegalArgumentException("limits must not be negative, and a packet's array is one level deep");
        }
    }

    /** 10 attachments, 10,000,000 bytes, 100 levels. */
    public static PacketLimits standard() {
        return new PacketLimits(10, 10_000_000, 100);
    }
}
