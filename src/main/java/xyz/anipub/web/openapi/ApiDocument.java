package xyz.anipub.web.openapi;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import xyz.anipub.json.Json;

/** A description of the API, put together of pieces: JSON objects that are merged member by member. */
public enum ApiDocument {
    /** REST, as OpenAPI 3.1. */
    OPENAPI(
            "openapi",
            "identity",
            "accounts",
            "people",
            "invite",
            "rooms",
            "messages",
            "moderation",
            "node",
            "schemas",
            "problems"),

    /** The events, as AsyncAPI 3.0. */
    ASYNCAPI("asyncapi", "events-from-clients", "events-to-clients", "schemas");

    private final List<String> pieces;

    ApiDocument(String... pieces) {
        this.pieces = List.of(pieces);
    }

    /** Reads it from the class path, anew each time. */
    public JsonObject read() {
        return pieces.stream().map(ApiDocument::piece).reduce(JsonObject.EMPTY_JSON_OBJECT, ApiDocument::merged);
    }

    private static JsonObject piece(String name) {
        String path = "/openapi/" + name + ".json";
        try (InputStream in = ApiDocument.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The WAR lacks " + path);
            }
            try (JsonReader reader = Json.createReader(in)) {
                return reader.readObject();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not RFC 7396, to which a null in an example would mean that something goes. */
    private static JsonObject merged(JsonObject whole, JsonObject piece) {
        JsonObjectBuilder merged = Json.createObjectBuilder(whole);
        piece.forEach((name, value) -> {
            boolean isBoth = whole.get(name) instanceof JsonObject && value instanceof JsonObject;
            merged.add(name, isBoth ? merged(whole.getJsonObject(name), value.asJsonObject()) : value);
        });
        return merged.build();
    }
}
