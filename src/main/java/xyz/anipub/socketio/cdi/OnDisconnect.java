package xyz.anipub.socketio.cdi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Called when a socket has left the namespace, as its last call.
 *
 * <p>Parameters: those of {@link ParameterSource}, {@link xyz.anipub.socketio.DisconnectReason}, and a {@link String}
 * that says what exactly happened.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnDisconnect {}
