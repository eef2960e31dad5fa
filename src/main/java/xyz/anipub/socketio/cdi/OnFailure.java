package xyz.anipub.socketio.cdi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Answers events of the namespace, in whatever class they are handled, that failed with an exception of the class of its
 * parameter; see {@link xyz.anipub.socketio.Handling#onFailure}. What the method returns is the ack, as in
 * {@link OnEvent}. Failures of the type {@link Throwable} are those that nobody expected: they are logged.
 *
 * <p>Parameters: exactly one {@link Throwable}, those of {@link ParameterSource}, {@link xyz.anipub.socketio.event.Ack}, and a
 * {@link String}, which is the name of the event.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnFailure {}
