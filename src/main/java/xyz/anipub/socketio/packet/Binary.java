package xyz.anipub.socketio.packet;

import jakarta.json.JsonString;
import java.util.Arrays;
import java.util.Base64;

/**
 * A binary value within a JSON tree. On the wire it is an attachment; to code that knows only JSON it is a string of
 * Base64, and equal to that string, as {@link JsonString} demands. Immutable.
 */
public final class Binary implements JsonString {

    private final byte[] bytes;

    private Binary(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A value of its own: later changes of the array do not reach it. */
    public static Binary copyOf(byte[] bytes) {
        return new Binary(bytes.clone());
    }

    /** A value that takes the array over; nobody may change it afterwards. */
    public static Binary owning(byte[] bytes) {
        return new Binary(bytes);
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes themselves, to be written to a message and never changed. */
    public byte[] shared() {
        return bytes;
    }

    /** The length in bytes. */
    public int length() {
        return bytes.length;
    }

    @Override
    public ValueType getValueType() {
        return ValueType.STRING;
    }

    @Override
    public String getString() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public CharSequence getChars() {
        return getString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Binary binary
                ? Arrays.equals(bytes, binary.bytes)
                : other instanceof JsonString text && getString().equals(text.getString());
    }

    @Override
    public int hashCode() {
        return getString().hashCode();
    }

    @Override
    public String toString() {
        return '"' + getString() + '"';
    }
}
