package xyz.anipub.problem;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import xyz.anipub.json.Json;

/**
 * One JSON text -> one object, walked event by event, because the ready-made readers keep the last of two equal names
 * and differ in how deep they follow.
 */
public final class StrictJson {

    private final JsonParser parser;
    private final int maxDepth;

    private StrictJson(JsonParser parser, int maxDepth) {
        this.parser = parser;
        this.maxDepth = maxDepth;
    }

    /**
     * Reads the whole text.
     *
     * @param maxDepth the deepest nesting, the object itself being 1; bounds the recursion
     * @throws ProblemException 400 if it is no JSON, no object, too deep, or names a member twice
     */
    public static JsonObject object(String text, int maxDepth) {
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
            if (parser.next() != Event.START_OBJECT) {
                throw JsonBodies.invalid("The request body must be a JSON object.");
            }
            JsonObject object = new StrictJson(parser, maxDepth).object(1);
            if (parser.hasNext()) {
                throw JsonBodies.invalid("The request body must be one JSON object and nothing after it.");
            }
            return object;
        } catch (NoSuchElementException | JsonParsingException e) {
            throw JsonBodies.invalid("The request body is not valid JSON.");
        } catch (JsonException | NumberFormatException | ArithmeticException | UnsupportedOperationException e) {
            // Parsers have limits of their own, such as the length of a number, and their own ways to say so.
            throw JsonBodies.invalid("The request body is not JSON that can be read.");
        }
    }

    private JsonObject object(int depth) {
        checkDepth(depth);
        JsonObjectBuilder object = Json.createObjectBuilder();
        Set<String> names = new HashSet<>();
        while (parser.next() != Event.END_OBJECT) {
            String name = parser.getString();
            if (!names.add(name)) {
                throw JsonBodies.invalid("The request body names a member twice.");
            }
            object.add(name, value(parser.next(), depth));
        }
        return object.build();
    }

    private JsonValue value(Event event, int depth) {
        return switch (event) {
            case START_OBJECT -> object(depth + 1);
            case START_ARRAY -> array(depth + 1);
            default -> parser.getValue();
        };
    }

    private JsonValue array(int depth) {
        checkDepth(depth);
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            array.add(value(event, depth));
        }
        return array.build();
    }

    private void checkDepth(int depth) {
        if (depth > maxDepth) {
            throw JsonBodies.invalid("The request body is nested too deeply.");
        }
    }
}
