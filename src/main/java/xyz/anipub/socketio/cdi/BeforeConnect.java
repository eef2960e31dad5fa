package xyz.anipub.socketio.cdi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Decides whether a client may join the namespace: to refuse, the method throws
 * {@link xyz.anipub.socketio.handshake.ConnectRefusedException}. What it returns is attached to the socket, for parameters of
 * later calls; a {@link java.security.Principal}, for one.
 *
 * <p>Parameters: those of {@link ParameterSource}, and at most one more, which is made of what the client sent as
 * {@code auth}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BeforeConnect {}
