package xyz.anipub.socketio.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class a bean whose annotated methods handle what happens in a namespace. {@code @ApplicationScoped} unless it
 * says otherwise; a {@code @Dependent} one is made once, when the application starts. Several classes may share a
 * namespace; they are called in the order of their names.
 *
 * <p>The methods must not be private or static: the container calls them through a proxy. They run where and when an
 * {@link xyz.anipub.socketio.event.EventHandler} runs, one at a time for each socket, many at a time for many.
 */
@Stereotype
@Inherited
@ApplicationScoped
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SocketNamespace {

    /** The name, with or without the leading slash. */
    String value() default "/";

    /**
     * In place of a name a regular expression, for all namespaces that clients bring into being by names that match it as
     * a whole, the leading slash included; see {@link xyz.anipub.socketio.server.SocketServer#of(java.util.regex.Pattern)}. Classes
     * with the same one share these namespaces. Which one a call is for says the parameter
     * {@link xyz.anipub.socketio.Namespace}.
     */
    String pattern() default "";
}
