package xyz.anipub.socketio.adapter.redis.codec;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import xyz.anipub.socketio.adapter.cluster.carrier.KeptSession;
import xyz.anipub.socketio.adapter.log.Mark;
import xyz.anipub.socketio.adapter.log.Standing;
import xyz.anipub.socketio.packet.Arguments;

/** Sessions as the streams family keeps them: base64 of MessagePack, {@code {sid, pid, rooms, data}} and ours. Thread-safe. */
public final class SessionCodec {

    private final ValueBytes values;

    public SessionCodec(MessageLimits limits) {
        this.values = new ValueBytes(limits);
    }

    /** @throws IllegalArgumentException if it is too long */
    public byte[] encode(KeptSession session) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sid", session.sid());
        fields.put("pid", session.pid());
        fields.put("rooms", Parts.rooms(session.rooms()));
        fields.put("data", new TreeMap<>(session.data()));
        session.namespace().ifPresent(namespace -> fields.put("nsp", namespace));
        session.standing().ifPresent(standing -> {
            fields.put("last", standing.last());
            fields.put("alone", standing.alone());
            fields.put("at", standing.at().toString());
            fields.put("joined", standing.joined().toString());
        });
        return values.checked(Base64.getEncoder().encode(values.writeMsgpack(Arguments.value(fields))));
    }

    /** @throws MalformedMessageException if it is no session */
    public KeptSession decode(byte[] value) {
        values.checkLength(value);
        Fields fields = Fields.of("session", values.readMsgpack(bytes(value)));
        return new KeptSession(
                fields.id("sid"),
                fields.id("pid"),
                fields.rooms("rooms"),
                fields.value("data").orElse(JsonValue.NULL) instanceof JsonObject data ? data : Map.of(),
                fields.optionalId("nsp"),
                standing(fields));
    }

    private static byte[] bytes(byte[] base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException("session is not base64", e);
        }
    }

    /** All of it or nothing. */
    private static Optional<Standing> standing(Fields fields) {
        Optional<Mark> at = mark(fields, "at");
        Optional<Mark> joined = mark(fields, "joined");
        Optional<Long> last = fields.numberIfAny("last");
        Optional<Long> alone = fields.numberIfAny("alone");
        return at.isPresent() && joined.isPresent() && last.isPresent() && alone.isPresent()
                ? Optional.of(new Standing(last.get(), alone.get(), at.get(), joined.get()))
                : Optional.empty();
    }

    private static Optional<Mark> mark(Fields fields, String key) {
        return fields.optionalId(key).map(text -> Mark.parse(text)
                .orElseThrow(() -> new MalformedMessageException(key + " of session is no mark")));
    }
}
