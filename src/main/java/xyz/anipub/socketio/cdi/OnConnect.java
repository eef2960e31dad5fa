package xyz.anipub.socketio.cdi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Called when a client has joined the namespace and knows it. A failure is logged; the socket stays.
 *
 * <p>Parameters: those of {@link ParameterSource}, and at most one more, which is made of what the client sent as
 * {@code auth}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnConnect {}
