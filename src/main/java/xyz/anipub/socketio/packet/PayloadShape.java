package xyz.anipub.socketio.packet;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes packets of what has been read, in whatever format: what the payload of each type has to be (protocol section 3.1).
 * Stricter than the reference server's: an event has a name and that is no reserved one, so that an application may rely on
 * it. Stateless; all methods throw {@link MalformedPacketException}.
 */
public final class PayloadShape {

    private PayloadShape() {}

    /** With an object, or nothing. */
    public static Packet.Connect connect(String namespace, Optional<JsonValue> payload) {
        return new Packet.Connect(namespace, payload.map(PayloadShape::object));
    }

    /** With nothing. */
    public static Packet.Disconnect disconnect(String namespace, Optional<JsonValue> payload) {
        if (payload.isPresent()) {
            throw invalid();
        }
        return new Packet.Disconnect(namespace);
    }

    /** With an array that begins with a name. */
    public static Packet.Event event(String namespace, OptionalLong id, Optional<JsonValue> payload) {
        List<JsonValue> values = array(payload);
        if (values.isEmpty() || !Packet.Event.isName(values.get(0))) {
            throw invalid();
        }
        if (values.get(0) instanceof JsonString name && ReservedEvents.contains(name.getString())) {
            throw new MalformedPacketException("reserved event name");
        }
        return new Packet.Event(namespace, id, values);
    }

    /** With an array. */
    public static Packet.Ack ack(String namespace, OptionalLong id, Optional<JsonValue> payload) {
        return new Packet.Ack(namespace, id, array(payload));
    }

    /** With an object or a text. */
    public static Packet.ConnectError connectError(String namespace, Optional<JsonValue> payload) {
        JsonValue value = payload.orElseThrow(PayloadShape::invalid);
        if (value instanceof JsonObject || Arguments.text(value).isPresent()) {
            return new Packet.ConnectError(namespace, value);
        }
        throw invalid();
    }

    private static JsonObject object(JsonValue payload) {
        if (payload instanceof JsonObject object) {
            return object;
        }
        throw invalid();
    }

    private static JsonArray array(Optional<JsonValue> payload) {
        if (payload.orElse(JsonValue.NULL) instanceof JsonArray array) {
            return array;
        }
        throw invalid();
    }

    private static MalformedPacketException invalid() {
        return new MalformedPacketException("invalid payload");
    }
}
