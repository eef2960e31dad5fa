package xyz.anipub.socketio.packet;

import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.NoSuchElementException;

/**
 * Reading JSON that strangers wrote, and writing it as {@code JSON.stringify} does. The library is looked up once: each
 * look-up through {@code jakarta.json.Json} searches the class path anew. Stateless.
 */
public final class Json {

    static final JsonProvider PROVIDER = JsonProvider.provider();

    private Json() {}

    /**
     * Parses a text that is one JSON value.
     *
     * @throws MalformedPacketException if it is not JSON, nests deeper, or has more values
     */
    public static JsonValue parse(String text, PacketLimits limits) {
        check(text, limits);
        try (JsonParser parser = PROVIDER.createParser(new StringReader(text))) {
            parser.next();
            JsonValue value = parser.getValue();
            if (parser.hasNext()) {
                throw new MalformedPacketException("payload is more than one JSON value");
            }
            return value;
        } catch (JsonException
                | NoSuchElementException
                | IllegalStateException
                | NumberFormatException
                | ArithmeticException
                | UnsupportedOperationException e) {
            // Parsers have limits of their own, such as the length of a number, and their own ways to say so.
            throw new MalformedPacketException("payload is not JSON", e);
        }
    }

    /** @throws IllegalArgumentException if there is a {@link Binary} in it: JSON has none */
    public static String write(JsonValue value) {
        StringBuilder text = new StringBuilder();
        JsonWriter writer = new JsonWriter(text);
        writer.write(value);
        if (!writer.attachments().isEmpty()) {
            throw new IllegalArgumentException("JSON has no binary values");
        }
        return text.toString();
    }

    /** Looks at the text before it is parsed, because parsers recurse, and keep what they have read. */
    private static void check(String text, PacketLimits limits) {
        int depth = 0;
        int values = 0;
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inString) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = true;
            } else if (c == '[' || c == '{') {
                values++;
                if (++depth > limits.maxDepth()) {
                    throw new MalformedPacketException("payload nests deeper than " + limits.maxDepth() + " levels");
                }
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (c == ',') {
                values++;
            }
        }
        if (values > limits.maxValues()) {
            throw new MalformedPacketException("payload has more than " + limits.maxValues() + " values");
        }
    }
}
