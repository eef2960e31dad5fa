package xyz.anipub.socketio.adapter.redis;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import xyz.anipub.socketio.packet.Arguments;

/** Sessions as the streams family keeps them: base64 of MessagePack, {@code {sid, pid, rooms, data}} and ours. Thread-safe. */
final class SessionCodec {

    private final ValueBytes values;

    SessionCodec(MessageLimits limits) {
        this.values = new ValueBytes(limits);
    }

    /** @throws IllegalArgumentException if it is too long */
    byte[] encode(KeptSession session) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sid", session.sid());
        fields.put("pid", session.pid());
        fields.put("rooms", Parts.rooms(session.rooms()));
        fields.put("data", new TreeMap<>(session.data()));
        session.namespace().ifPresent(namespace -> fields.put("nsp", namespace));
        session.last().ifPresent(id -> fields.put("last", id.toString()));
        session.position().ifPresent(id -> fields.put("pos", id.toString()));
        session.start().ifPresent(id -> fields.put("start", id.toString()));
        return values.checked(Base64.getEncoder().encode(values.writeMsgpack(Arguments.value(fields))));
    }

    /** @throws MalformedMessageException if it is no session */
    KeptSession decode(byte[] value) {
        values.checkLength(value);
        Fields fields = Fields.of("session", values.readMsgpack(bytes(value)));
        return new KeptSession(
                fields.id("sid"),
                fields.id("pid"),
                fields.rooms("rooms"),
                fields.value("data").orElse(JsonValue.NULL) instanceof JsonObject data ? data : Map.of(),
                fields.optionalId("nsp"),
                entry(fields, "last"),
                entry(fields, "pos"),
                entry(fields, "start"));
    }

    private static byte[] bytes(byte[] base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException("session is not base64", e);
        }
    }

    private static Optional<EntryId> entry(Fields fields, String key) {
        return fields.optionalId(key).map(id -> EntryId.parse(id)
                .orElseThrow(() -> new MalformedMessageException(key + " of session is not the id of an entry")));
    }
}
