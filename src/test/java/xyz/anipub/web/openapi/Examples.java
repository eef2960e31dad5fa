package xyz.anipub.web.openapi;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import xyz.anipub.testing.Schemas;

/** The examples of a document, each beside the schema that it is for; and its references. */
final class Examples {

    private final JsonObject document;
    private final Schemas schemas;
    private final List<String> violations = new ArrayList<>();
    private int count;

    private Examples(JsonObject document) {
        this.document = document;
        this.schemas = Schemas.strict(document);
    }

    /** How many there are, and what is wrong with them. */
    record Checked(int count, List<String> violations) {}

    static Checked check(JsonObject document) {
        Examples examples = new Examples(document);
        examples.visit("", document);
        return new Checked(examples.count, examples.violations);
    }

    /** Whether somebody who reads a schema is shown a value of it: there, where it refers to, or of its items. */
    static boolean isShown(JsonObject document, JsonObject schema) {
        if (schema.containsKey("examples")) {
            return true;
        }
        if (schema.get("$ref") instanceof JsonString reference) {
            return isShown(document, target(document, reference).orElseThrow().asJsonObject());
        }
        return schema.get("items") instanceof JsonObject items && isShown(document, items);
    }

    static List<String> brokenReferences(JsonObject document) {
        List<String> broken = new ArrayList<>();
        references(document).stream()
                .filter(reference -> target(document, reference).isEmpty())
                .forEach(reference -> broken.add(reference.getString()));
        return broken;
    }

    private static List<JsonString> references(JsonValue value) {
        List<JsonString> found = new ArrayList<>();
        if (value instanceof JsonArray array) {
            array.forEach(item -> found.addAll(references(item)));
        } else if (value instanceof JsonObject object) {
            object.forEach((name, member) -> {
                if (name.equals("$ref")) {
                    found.add((JsonString) member);
                }
                found.addAll(references(member));
            });
        }
        return found;
    }

    private static Optional<JsonValue> target(JsonObject document, JsonString reference) {
        try {
            return Optional.of(
                    Json.createPointer(reference.getString().substring(1)).getValue(document));
        } catch (JsonException absent) {
            return Optional.empty();
        }
    }

    private void visit(String pointer, JsonValue value) {
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                visit(pointer + "/" + i, array.get(i));
            }
        } else if (value instanceof JsonObject object) {
            visit(pointer, object);
        }
    }

    private void visit(String pointer, JsonObject object) {
        object.forEach((name, member) -> {
            if (name.equals("example") && object.containsKey("schema")) {
                check(pointer + "/schema", member);
            } else if (name.equals("examples")) {
                member.asJsonArray().forEach(example -> checkListed(pointer, object, example));
            } else {
                visit(pointer + "/" + Json.encodePointer(name), member);
            }
        });
    }

    /** Those of a message have a payload, those of a schema are values of it. */
    private void checkListed(String pointer, JsonObject owner, JsonValue example) {
        if (owner.containsKey("payload")) {
            check(pointer + "/payload", example.asJsonObject().get("payload"));
        } else {
            check(pointer, example);
        }
    }

    private void check(String schema, JsonValue example) {
        boolean isText = schema.contains("text~1plain");
        count++;
        if (!isText) {
            schemas.violations(schema, example.toString())
                    .forEach(violation -> violations.add(schema + ": " + violation));
        }
    }
}
