package xyz.anipub.socketio.event;

import jakarta.json.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Between what travels and the types of an application; see {@code SocketServer.payloads}. {@link PlainPayloads} knows
 * what JSON knows; an application brings another one for its records.
 *
 * <p>Called by any thread, by several at a time; must not block.
 */
public interface PayloadCodec {

    /** Whether values of this type can be made of JSON at all: asked when a handler is declared. */
    boolean reads(Type type);

    /**
     * Makes a value of JSON.
     *
     * @param value never null, but perhaps {@link JsonValue#NULL}; binary values in it are
     *     {@link xyz.anipub.socketio.packet.Binary}
     * @return a value of the type; null only for a JSON null
     * @throws InvalidArgumentException if the value does not fit: its message is told to the client and says where, as
     *     in {@code room.name must be a string}
     */
    @Nullable
    Object read(JsonValue value, Type type);

    /**
     * Makes JSON of a value of the application.
     *
     * @throws IllegalArgumentException if its type cannot be sent
     */
    JsonValue write(@Nullable Object value);

    /**
     * Makes a value of one argument of an event. An argument of the type {@link Optional} may be missing or null.
     *
     * @param index from 0
     * @throws InvalidArgumentException if it is missing or does not fit; counts arguments from 1
     */
    default @Nullable Object argument(List<JsonValue> arguments, int index, Type type) {
        try {
            if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
                return index < arguments.size()
                        ? Optional.ofNullable(read(arguments.get(index), optional.getActualTypeArguments()[0]))
                        : Optional.empty();
            }
            if (index < arguments.size()) {
                return read(arguments.get(index), type);
            }
        } catch (InvalidArgumentException misfit) {
            throw new InvalidArgumentException("argument " + (index + 1) + ": " + misfit.getMessage(), misfit);
        }
        throw new InvalidArgumentException("argument " + (index + 1) + " is missing");
    }
}
