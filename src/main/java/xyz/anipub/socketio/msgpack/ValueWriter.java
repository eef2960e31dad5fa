package xyz.anipub.socketio.msgpack;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import xyz.anipub.socketio.packet.Binary;

/**
 * Writes values as JavaScript's notepack does: whole numbers in the shortest form, all other numbers as float 64, a
 * {@link Binary} as {@code bin}. A lone surrogate, which UTF-8 cannot hold, becomes a question mark.
 *
 * <p>For one message and one thread.
 */
public final class ValueWriter {

    private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

    /** What was written so far. */
    public byte[] toByteArray() {
        return bytes.toByteArray();
    }

    /** Any value, with all that is in it. */
    public ValueWriter value(JsonValue value) {
        if (value instanceof Binary binary) {
            return binary(binary);
        }
        return switch (value.getValueType()) {
            case NULL -> one(Format.NIL);
            case FALSE -> one(Format.FALSE);
            case TRUE -> one(Format.TRUE);
            case STRING -> text(((JsonString) value).getString());
            case NUMBER -> number((JsonNumber) value);
            case ARRAY -> array(value.asJsonArray());
            case OBJECT -> object(value.asJsonObject());
        };
    }

    /** The beginning of a map; that many pairs of {@link #text} and a value have to follow. */
    public ValueWriter mapHeader(int size) {
        return header(size, Format.FIX_MAP, 15, Format.MAP_16 - 1);
    }

    /** The beginning of an array; that many values have to follow. */
    public ValueWriter arrayHeader(int size) {
        return header(size, Format.FIX_ARRAY, 15, Format.ARRAY_16 - 1);
    }

    public ValueWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > 31 && utf8.length <= 0xff) {
            one(Format.STR_8).one(utf8.length);
        } else {
            header(utf8.length, Format.FIX_STR, 31, Format.STR_8);
        }
        bytes.writeBytes(utf8);
        return this;
    }

    public ValueWriter integer(long number) {
        if (number >= 0) {
            return positive(number);
        } else if (number >= -32) {
            return one((int) number);
        } else if (number >= Byte.MIN_VALUE) {
            return one(Format.INT_8).bigEndian(number, 1);
        } else if (number >= Short.MIN_VALUE) {
            return one(Format.INT_16).bigEndian(number, 2);
        } else if (number >= Integer.MIN_VALUE) {
            return one(Format.INT_32).bigEndian(number, 4);
        }
        return one(Format.INT_64).bigEndian(number, 8);
    }

    private ValueWriter positive(long number) {
        if (number <= 0x7f) {
            return one((int) number);
        } else if (number <= 0xff) {
            return one(Format.UINT_8).bigEndian(number, 1);
        } else if (number <= 0xffff) {
            return one(Format.UINT_16).bigEndian(number, 2);
        } else if (number <= 0xffff_ffffL) {
            return one(Format.UINT_32).bigEndian(number, 4);
        }
        return one(Format.UINT_64).bigEndian(number, 8);
    }

    private ValueWriter number(JsonNumber number) {
        BigDecimal decimal = number.bigDecimalValue();
        // Compared before it is taken apart: 1e999999999 is whole, too, and very long.
        boolean fits = decimal.compareTo(MIN) >= 0 && decimal.compareTo(MAX) <= 0;
        if (fits && isWhole(decimal)) {
            return integer(decimal.longValue());
        }
        return one(Format.FLOAT_64).bigEndian(Double.doubleToLongBits(decimal.doubleValue()), 8);
    }

    private static boolean isWhole(BigDecimal decimal) {
        return decimal.signum() == 0
                || decimal.scale() <= 0
                || decimal.precision() > decimal.scale()
                        && decimal.stripTrailingZeros().scale() <= 0;
    }

    private ValueWriter binary(Binary binary) {
        int length = binary.length();
        if (length <= 0xff) {
            one(Format.BIN_8).bigEndian(length, 1);
        } else if (length <= 0xffff) {
            one(Format.BIN_8 + 1).bigEndian(length, 2);
        } else {
            one(Format.BIN_8 + 2).bigEndian(length, 4);
        }
        bytes.writeBytes(binary.shared());
        return this;
    }

    private ValueWriter array(List<JsonValue> values) {
        arrayHeader(values.size());
        values.forEach(this::value);
        return this;
    }

    private ValueWriter object(Map<String, JsonValue> object) {
        mapHeader(object.size());
        object.forEach((key, element) -> text(key).value(element));
        return this;
    }

    /** A size in the first byte, if it fits there, or in 16 or 32 bits behind the codes that follow {@code before}. */
    private ValueWriter header(int size, int fix, int fixMax, int before) {
        if (size <= fixMax) {
            return one(fix | size);
        } else if (size <= 0xffff) {
            return one(before + 1).bigEndian(size, 2);
        }
        return one(before + 2).bigEndian(size, 4);
    }

    private ValueWriter one(int code) {
        bytes.write(code);
        return this;
    }

    private ValueWriter bigEndian(long number, int width) {
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            bytes.write((int) (number >> shift));
        }
        return this;
    }
}
