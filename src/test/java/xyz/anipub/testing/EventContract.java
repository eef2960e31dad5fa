package xyz.anipub.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import xyz.anipub.web.openapi.ApiDocument;

/** Holds events and acks of the chat against its AsyncAPI document. */
final class EventContract {

    private static final JsonObject DOCUMENT = ApiDocument.ASYNCAPI.read();
    private static final Schemas OF_SERVER = Schemas.strict(DOCUMENT);
    private static final Schemas OF_CLIENTS = Schemas.open(DOCUMENT);

    /** Pointers to the payloads, by the names of the events. */
    private static final Map<String, String> TO_CLIENTS = new HashMap<>();

    private static final Map<String, String> FROM_CLIENTS = new HashMap<>();
    private static final Map<String, String> ACKS = new HashMap<>();

    static {
        DOCUMENT.getJsonObject("operations").values().stream()
                .map(JsonValue::asJsonObject)
                .forEach(operation -> {
                    String message = message(operation);
                    String event =
                            ((JsonString) Json.createPointer(message + "/name").getValue(DOCUMENT)).getString();
                    if (operation.getString("action").equals("send")) {
                        TO_CLIENTS.put(event, message + "/payload");
                    } else {
                        FROM_CLIENTS.put(event, message + "/payload");
                        ACKS.put(event, message(operation.getJsonObject("reply")) + "/payload");
                    }
                });
    }

    private EventContract() {}

    private static String message(JsonObject operation) {
        return operation
                .getJsonArray("messages")
                .getJsonObject(0)
                .getString("$ref")
                .substring(1);
    }

    /** What is wrong with an event that a client has received. */
    static List<String> ofEvent(String event, JsonValue payload) {
        return violations(OF_SERVER, TO_CLIENTS, event, payload);
    }

    /** What is wrong with an ack, or with what was sent if it was taken. @param payload the first argument, null if there was none */
    static List<String> ofAck(String event, JsonValue payload, JsonObject ack) {
        List<String> violations = violations(OF_SERVER, ACKS, event, ack);
        return violations.isEmpty() && ack.getBoolean("ok")
                ? violations(OF_CLIENTS, FROM_CLIENTS, event, payload)
                : violations;
    }

    private static List<String> violations(
            Schemas schemas, Map<String, String> pointers, String event, JsonValue payload) {
        return Optional.ofNullable(pointers.get(event))
                .map(pointer -> schemas.violations(pointer, payload.toString()))
                .orElse(List.of("no such event"))
                .stream()
                .map(violation -> "%s %s: %s".formatted(event, payload, violation))
                .toList();
    }
}
