package xyz.anipub.auth.token;

import io.jsonwebtoken.io.AbstractDeserializer;
import io.jsonwebtoken.io.AbstractSerializer;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import xyz.anipub.json.Json;
import xyz.anipub.problem.StrictJson;

/**
 * JSON for jjwt from the container's JSON-P, handed to its builders so that it searches no class path. Reading happens
 * before the signature is checked: hence strict, and bounded in depth; {@link TokenCodec} bounds the length.
 */
final class TokenJson {

    private static final int MAX_DEPTH = 8;

    private TokenJson() {}

    /** A map of texts, numbers and truth values -> UTF-8. */
    static final class Writer extends AbstractSerializer<Map<String, ?>> {

        @Override
        protected void doSerialize(Map<String, ?> members, OutputStream out) throws IOException {
            JsonObjectBuilder json = Json.createObjectBuilder();
            members.forEach((name, value) -> json.add(name, toJson(value)));
            out.write(json.build().toString().getBytes(StandardCharsets.UTF_8));
        }

        private static JsonValue toJson(Object value) {
            if (value instanceof Long number) {
                return Json.createValue(number);
            }
            if (value instanceof Integer number) {
                return Json.createValue(number);
            }
            return Json.createValue((String) value);
        }
    }

    /** UTF-8 -> a map of plain Java values; members that are null are left out. */
    static final class Parser extends AbstractDeserializer<Map<String, ?>> {

        @Override
        protected Map<String, ?> doDeserialize(Reader reader) throws IOException {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return toMap(StrictJson.object(text.toString(), MAX_DEPTH));
        }

        private static Map<String, Object> toMap(JsonObject object) {
            Map<String, Object> members = new LinkedHashMap<>();
            object.forEach((name, value) -> {
                if (value.getValueType() != JsonValue.ValueType.NULL) {
                    members.put(name, toJava(value));
                }
            });
            return members;
        }

        private static Object toJava(JsonValue value) {
            return switch (value.getValueType()) {
                case OBJECT -> toMap(value.asJsonObject());
                case ARRAY -> toList(value.asJsonArray());
                case STRING -> ((JsonString) value).getString();
                case NUMBER -> toNumber((JsonNumber) value);
                case TRUE -> true;
                case FALSE -> false;
                case NULL -> throw new IllegalArgumentException("null is no value");
            };
        }

        private static Object toList(JsonArray array) {
            return array.stream()
                    .filter(value -> value.getValueType() != JsonValue.ValueType.NULL)
                    .map(Parser::toJava)
                    .filter(Objects::nonNull)
                    .toList();
        }

        private static Number toNumber(JsonNumber number) {
            // Not bigIntegerValue(): 1e999999999 would fill the heap.
            double value = number.doubleValue();
            return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Number) (long) value : (Number) value;
        }
    }
}
