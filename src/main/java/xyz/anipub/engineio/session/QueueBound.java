package xyz.anipub.engineio.session;

/**
 * How much may wait in one queue of one session.
 *
 * @param packets how many packets
 * @param bytes how many bytes of content; an incoming text counts one for each UTF-16 unit
 */
public record QueueBound(int packets, long bytes) {

    public QueueBound {
        if (packets < 1 || bytes < 1) {
            throw new IllegalArgumentException("a bound below one: " + packets + " packets, " + bytes + " bytes");
        }
    }

    boolean isExceededBy(int somePackets, long someBytes) {
        return somePackets > packets || someBytes > bytes;
    }

    /** The bound in words, for the detail of a close. */
    @Override
    public String toString() {
        return packets + " packets or " + bytes + " bytes";
    }
}
