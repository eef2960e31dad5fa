package xyz.anipub.socketio.packet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A packet as it travels: one text message, then its attachments as binary messages, with nothing in between; or, where
 * the {@link Parser} does without texts, binary messages alone.
 *
 * @param text null if there is none; then there is at least one attachment
 * @param attachments the arrays belong to the packet and must not be changed
 */
public record EncodedPacket(@Nullable String text, List<byte[]> attachments) {

    /** A packet that is one binary message. */
    public static EncodedPacket binary(byte[] message) {
        return new EncodedPacket(null, List.of(message));
    }
}
