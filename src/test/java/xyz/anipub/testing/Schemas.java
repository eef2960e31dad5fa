package xyz.anipub.testing;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The JSON schemas in a document of the API, each compiled once. */
public final class Schemas {

    private static final String ADDRESS = "https://anipub.example/document";
    private static final String ONLY_DOCUMENTED = "unevaluatedProperties";

    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();
    private final JsonObject document;
    private final JsonSchemaFactory factory;
    private final boolean strict;

    private Schemas(JsonObject document, boolean strict) {
        Map<String, String> known = Map.of(ADDRESS, document.toString());
        this.factory = JsonSchemaFactory.getInstance(
                VersionFlag.V202012, builder -> builder.schemaLoaders(loaders -> loaders.schemas(known)));
        this.document = document;
        this.strict = strict;
    }

    /** As clients read them: what a schema does not name is allowed. */
    public static Schemas open(JsonObject document) {
        return new Schemas(document, false);
    }

    /** As the server has to keep to them: members that no schema names are violations, so that none is forgotten. */
    public static Schemas strict(JsonObject document) {
        return new Schemas(closed(document).asJsonObject(), true);
    }

    /**
     * What is wrong with a value.
     *
     * @param pointer to the schema, from the root of the document (RFC 6901)
     * @param json the value, as a text
     */
    public List<String> violations(String pointer, String json) {
        return compiled.computeIfAbsent(pointer, this::compile).validate(json, InputFormat.JSON).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private JsonSchema compile(String pointer) {
        JsonObject schema = Json.createPointer(pointer).getValue(document).asJsonObject();
        String text = (strict ? closing(schema) : schema).toString();
        return factory.getSchema(text.replace("\"#/", "\"" + ADDRESS + "#/"));
    }

    /** Each schema of a member or an item refuses what it does not name; branches of an allOf speak of one value together. */
    private static JsonValue closed(JsonValue value) {
        if (value instanceof JsonArray array) {
            JsonArrayBuilder all = Json.createArrayBuilder();
            array.forEach(item -> all.add(closed(item)));
            return all.build();
        }
        if (!(value instanceof JsonObject object)) {
            return value;
        }
        JsonObjectBuilder all = Json.createObjectBuilder();
        object.forEach((name, member) -> {
            JsonValue inner = closed(member);
            if (name.equals("properties")) {
                JsonObjectBuilder properties = Json.createObjectBuilder();
                inner.asJsonObject().forEach((property, schema) -> properties.add(property, closing(schema)));
                inner = properties.build();
            } else if (name.equals("items")) {
                inner = closing(inner);
            }
            all.add(name, inner);
        });
        return all.build();
    }

    private static JsonValue closing(JsonValue schema) {
        return Json.createObjectBuilder(schema.asJsonObject())
                .add(ONLY_DOCUMENTED, false)
                .build();
    }
}
