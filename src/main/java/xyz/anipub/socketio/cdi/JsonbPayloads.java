package xyz.anipub.socketio.cdi;

import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.config.BinaryDataStrategy;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.event.InvalidArgumentException;
import xyz.anipub.socketio.event.PayloadCodec;
import xyz.anipub.socketio.event.PlainPayloads;
import xyz.anipub.socketio.packet.Arguments;

/**
 * Records and other classes through JSON-B; what JSON knows by itself as {@link PlainPayloads} does it.
 *
 * <p>JSON-B alone takes what it gets (a number for a text, nothing for an {@code int}), and its messages differ from one
 * container to the next. So the {@link RecordShape} of what comes is checked first, strictly; what a record does not name
 * is ignored. Records and classes must be public, which JSON-B demands. A {@code byte[]} of a record is read from an attachment; it is written as Base64 text, because JSON-B knows
 * no attachments: one that shall travel as such is an argument, or stands in a map or a list.
 *
 * <p>Thread-safe.
 */
public final class JsonbPayloads implements PayloadCodec {

    private final PlainPayloads plain = new PlainPayloads();
    private final Jsonb jsonb;

    /** With the container's JSON-B. */
    public JsonbPayloads() {
        this(JsonbBuilder.create(new JsonbConfig().withBinaryDataStrategy(BinaryDataStrategy.BASE_64)));
    }

    /** @param jsonb configured as one likes, but for binary data, which must be {@link BinaryDataStrategy#BASE_64} */
    public JsonbPayloads(Jsonb jsonb) {
        this.jsonb = jsonb;
    }

    @Override
    public boolean reads(Type type) {
        return RecordShape.isReadable(type);
    }

    @Override
    public @Nullable Object read(JsonValue value, Type type) {
        if (plain.reads(type)) {
            return plain.read(value, type);
        }
        RecordShape.check(value, type);
        try {
            return jsonb.fromJson(value.toString(), type);
        } catch (JsonbException misfit) {
            throw new InvalidArgumentException("cannot be read", misfit);
        }
    }

    @Override
    public JsonValue write(@Nullable Object value) {
        return Arguments.value(value, this::tree);
    }

    private JsonValue tree(Object value) {
        try {
            return jsonb.fromJson(jsonb.toJson(value), JsonValue.class);
        } catch (JsonbException unsendable) {
            throw new IllegalArgumentException(
                    "cannot be sent as JSON: " + value.getClass().getName(), unsendable);
        }
    }
}
