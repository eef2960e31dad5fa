package xyz.anipub.bean;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class of which the application has one object, injected as it is.
 *
 * <p>{@code @ApplicationScoped} would inject a client proxy instead: a constructor without arguments for the proxy's sake, fields that
 * cannot be final, and a look-up at each call on the way of each message. {@link Singleton} has none of these, and by itself it does
 * not make a class a bean in an archive that is searched for annotated beans only, as this one is; a stereotype does (CDI 4.0, section
 * 2.5.1).
 *
 * <p>The object is made when the first bean that wants it is made, not at its first call, and two classes cannot want each other in
 * their constructors: the container refuses that when it deploys. {@code @PreDestroy} runs when the application ends.
 */
@Stereotype
@Singleton
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SingletonBean {}
