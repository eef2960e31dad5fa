package xyz.anipub.socketio.msgpack;

import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.packet.Binary;
import xyz.anipub.socketio.packet.MalformedPacketException;

/**
 * Reads a value as JavaScript's notepack would, versions 2 and 3, as JSON: bytes become a {@link Binary}, dates their
 * ISO text, what is not a finite number null, and undefined null in an array, nothing in a map.
 *
 * <p><b>Bounds.</b> Memory follows what has come, never a length that is only announced. Nesting, the number of
 * values and the sum of all bytes in binary values are limited. <b>Errors.</b> All that is not such a value ends in a
 * {@link MalformedPacketException}. For one message and one thread.
 */
public final class ValueReader {

    private final ByteBuffer bytes;
    private final int maxDepth;
    private long binaryBytesLeft;
    private int valuesLeft;

    /**
     * @param message must not be changed afterwards
     * @param maxDepth how deep arrays and maps may nest
     * @param maxBinaryBytes the sum of the lengths of all binary values
     * @param maxValues how many values there may be, those in others and these themselves
     */
    public ValueReader(byte[] message, int maxDepth, long maxBinaryBytes, int maxValues) {
        this.bytes = ByteBuffer.wrap(message);
        this.maxDepth = maxDepth;
        this.binaryBytesLeft = maxBinaryBytes;
        this.valuesLeft = maxValues;
    }

    /**
     * The one value that the message is.
     *
     * @throws MalformedPacketException if it is none, or more than one
     */
    public JsonValue readAll() {
        try {
            JsonValue value = value(0);
            if (bytes.hasRemaining()) {
                throw new MalformedPacketException("more than one value");
            }
            return value == null ? JsonValue.NULL : value;
        } catch (BufferUnderflowException e) {
            throw new MalformedPacketException("value ends too early", e);
        }
    }

    /** The next value; null if it is undefined. */
    private @Nullable JsonValue value(int depth) {
        if (--valuesLeft < 0) {
            throw new MalformedPacketException("too many values");
        }
        int code = bytes.get() & 0xff;
        if (code < Format.FIX_MAP || code >= Format.FIX_NEGATIVE) {
            return Arguments.value((long) (byte) code);
        } else if (code < Format.FIX_ARRAY) {
            return map(code & 0x0f, depth + 1);
        } else if (code < Format.FIX_STR) {
            return array(code & 0x0f, depth + 1);
        } else if (code < Format.NIL) {
            return Arguments.value(text(code & 0x1f));
        } else if (code >= Format.MAP_16) {
            return map(size(code - Format.MAP_16 + 1), depth + 1);
        } else if (code >= Format.ARRAY_16) {
            return array(size(code - Format.ARRAY_16 + 1), depth + 1);
        } else if (code >= Format.STR_8) {
            return Arguments.value(text(size(code - Format.STR_8)));
        } else if (code >= Format.FIX_EXT_1) {
            return Extension.read(this, 1 << code - Format.FIX_EXT_1, true);
        } else if (code >= Format.FLOAT_32) {
            return number(code);
        } else if (code >= Format.EXT_8) {
            return Extension.read(this, size(code - Format.EXT_8), false);
        } else if (code >= Format.BIN_8) {
            return binary(size(code - Format.BIN_8));
        }
        return switch (code) {
            case Format.NIL -> JsonValue.NULL;
            case Format.FALSE -> JsonValue.FALSE;
            case Format.TRUE -> JsonValue.TRUE;
            default -> throw new MalformedPacketException("unknown kind of value");
        };
    }

    private JsonValue array(long size, int depth) {
        checkDepth(depth);
        List<JsonValue> values = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            JsonValue value = value(depth);
            values.add(value == null ? JsonValue.NULL : value);
        }
        return Arguments.value(values);
    }

    private JsonValue map(long size, int depth) {
        checkDepth(depth);
        Map<String, JsonValue> entries = new LinkedHashMap<>();
        for (long i = 0; i < size; i++) {
            String key = key();
            JsonValue value = value(depth);
            if (value != null) {
                entries.put(key, value);
            }
        }
        return Arguments.value(entries);
    }

    private void checkDepth(int depth) {
        if (depth > maxDepth) {
            throw new MalformedPacketException("value nests deeper than " + maxDepth + " levels");
        }
    }

    private String key() {
        int code = bytes.get() & 0xff;
        if (code >= Format.FIX_STR && code < Format.NIL) {
            return text(code & 0x1f);
        } else if (code >= Format.STR_8 && code <= Format.STR_32) {
            return text(size(code - Format.STR_8));
        }
        throw new MalformedPacketException("key is not a text");
    }

    private String text(long length) {
        return new String(take(length), StandardCharsets.UTF_8);
    }

    private JsonValue number(int code) {
        return switch (code) {
            case Format.FLOAT_32 -> number(bytes.getFloat());
            case Format.FLOAT_64 -> number(bytes.getDouble());
            case Format.UINT_8, Format.UINT_16, Format.UINT_32 -> Arguments.value(size(code - Format.UINT_8));
            case Format.UINT_64 -> unsigned(bytes.getLong());
            case Format.INT_8 -> Arguments.value((long) bytes.get());
            case Format.INT_16 -> Arguments.value((long) bytes.getShort());
            case Format.INT_32 -> Arguments.value((long) bytes.getInt());
            default -> Arguments.value(bytes.getLong());
        };
    }

    private static JsonValue unsigned(long bits) {
        return bits >= 0 ? Arguments.value(bits) : Arguments.value(new BigInteger(Long.toUnsignedString(bits)));
    }

    /** JavaScript knows one kind of number: 1.0 is 1. */
    private static JsonValue number(double number) {
        boolean isWhole = number == Math.rint(number) && Math.abs(number) <= 1L << 53;
        return isWhole ? Arguments.value((long) number) : Arguments.value(number);
    }

    /** An unsigned integer of 8, 16 or 32 bits: {@code width} 0, 1 or 2. */
    private long size(int width) {
        return switch (width) {
            case 0 -> bytes.get() & 0xffL;
            case 1 -> bytes.getShort() & 0xffffL;
            default -> bytes.getInt() & 0xffff_ffffL;
        };
    }

    Binary binary(long length) {
        binaryBytesLeft -= length;
        if (binaryBytesLeft < 0) {
            throw new MalformedPacketException("binary values too large");
        }
        return Binary.owning(take(length));
    }

    byte octet() {
        return bytes.get();
    }

    /** A copy of the next bytes; made when it is sure that they are there. */
    byte[] take(long length) {
        if (length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] taken = new byte[(int) length];
        bytes.get(taken);
        return taken;
    }
}
