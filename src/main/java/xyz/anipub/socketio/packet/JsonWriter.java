package xyz.anipub.socketio.packet;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes JSON as {@code JSON.stringify} does, lone surrogates escaped, and puts
 * {@code {"_placeholder":true,"num":0}} in the place of each {@link Binary}. For one packet and one thread.
 */
final class JsonWriter {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text;
    private final List<byte[]> attachments = new ArrayList<>(0);

    /** @param text to be added to */
    JsonWriter(StringBuilder text) {
        this.text = text;
    }

    /** The bytes of the binary values met, in document order. */
    List<byte[]> attachments() {
        return attachments;
    }

    void writeArray(List<? extends JsonValue> values) {
        text.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            write(values.get(i));
        }
        text.append(']');
    }

    void write(JsonValue value) {
        if (value instanceof Binary binary) {
            text.append("{\"_placeholder\":true,\"num\":")
                    .append(attachments.size())
                    .append('}');
            attachments.add(binary.shared());
        } else {
            switch (value.getValueType()) {
                case ARRAY -> writeArray(value.asJsonArray());
                case OBJECT -> writeObject(value.asJsonObject());
                case STRING -> writeString(((JsonString) value).getString());
                default -> text.append(value);
            }
        }
    }

    private void writeObject(Map<String, JsonValue> object) {
        text.append('{');
        boolean first = true;
        for (Map.Entry<String, JsonValue> property : object.entrySet()) {
            if (!first) {
                text.append(',');
            }
            first = false;
            writeString(property.getKey());
            text.append(':');
            write(property.getValue());
        }
        text.append('}');
    }

    private void writeString(String string) {
        text.append('"');
        if (isPlain(string)) {
            text.append(string);
        } else {
            writeEscaped(string);
        }
        text.append('"');
    }

    /** Most texts are written as they are, all at once. */
    private static boolean isPlain(String string) {
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private void writeEscaped(String string) {
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                escapeControl(c);
            } else if (!Character.isSurrogate(c)) {
                text.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < string.length()
                    && Character.isLowSurrogate(string.charAt(i + 1))) {
                text.append(c).append(string.charAt(++i));
            } else {
                escape(c);
            }
        }
    }

    private void escapeControl(char c) {
        switch (c) {
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> escape(c);
        }
    }

    private void escape(char c) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(HEX.charAt(c >> shift & 0xf));
        }
    }
}
