package xyz.anipub.socketio.msgpack;

import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.MalformedPacketException;

/**
 * The extensions that notepack writes (protocol sections 6 and 7.1): of type 0 undefined ({@code d4 00 00}), dates
 * ({@code d7 00} and milliseconds) and array buffers; of type -1 the timestamps of MessagePack. Stateless.
 */
final class Extension {

    private static final int OWN = 0;
    private static final int TIMESTAMP = -1;

    /** Beyond it and its opposite JavaScript has no dates, only an invalid one, which JSON writes as null. */
    private static final long LAST_SECOND = 8_640_000_000_000L;

    /** What {@code Date.prototype.toISOString} writes, at least for the years that people live in. */
    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Extension() {}

    /**
     * Reads what follows the length.
     *
     * @param isFixed whether the length was told by the first byte; then type 0 means no array buffer
     * @return null for undefined
     * @throws MalformedPacketException if it is none of those above
     */
    static @Nullable JsonValue read(ValueReader reader, long length, boolean isFixed) {
        int type = reader.octet();
        if (type == OWN && !isFixed) {
            return reader.binary(length);
        } else if (type == OWN && length == 1) {
            reader.take(1);
            return null;
        } else if (type == OWN && length == 8) {
            long millis = ByteBuffer.wrap(reader.take(8)).getLong();
            return date(Math.floorDiv(millis, 1_000L), Math.floorMod(millis, 1_000L) * 1_000_000);
        } else if (type == TIMESTAMP && (length == 4 || length == 8 || length == 12)) {
            return timestamp(ByteBuffer.wrap(reader.take(length)));
        }
        throw new MalformedPacketException("unknown extension");
    }

    private static JsonValue timestamp(ByteBuffer parts) {
        if (parts.capacity() == 4) {
            return date(parts.getInt() & 0xffff_ffffL, 0);
        } else if (parts.capacity() == 8) {
            long both = parts.getLong();
            return date(both & 0x3_ffff_ffffL, both >>> 34);
        }
        long nanos = parts.getInt() & 0xffff_ffffL;
        return date(parts.getLong(), nanos);
    }

    private static JsonValue date(long seconds, long nanos) {
        if (nanos > 999_999_999) {
            throw new MalformedPacketException("more than a second of nanoseconds");
        }
        boolean isValid = seconds >= -LAST_SECOND && seconds <= LAST_SECOND;
        return isValid ? Arguments.value(ISO.format(Instant.ofEpochSecond(seconds, nanos))) : JsonValue.NULL;
    }
}
