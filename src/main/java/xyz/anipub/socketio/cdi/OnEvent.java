package xyz.anipub.socketio.cdi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Handles an event of the namespace. What the method returns is the ack, as {@link xyz.anipub.socketio.Handling} says
 * it; a method that returns nothing is acked without arguments, unless it takes the {@link xyz.anipub.socketio.event.Ack}
 * to answer by itself.
 *
 * <p>Parameters: those of {@link ParameterSource}, {@link xyz.anipub.socketio.event.Ack}, and for all others, in their order,
 * the arguments of the event: {@code byte[]}, JSON types, and whatever the {@link xyz.anipub.socketio.event.PayloadCodec}
 * makes, such as records. An {@link java.util.Optional} argument may be missing. A last parameter
 * {@code JsonValue...} or {@code List<JsonValue>} takes the arguments that are left.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnEvent {

    /** The name of the event. */
    String value();
}
