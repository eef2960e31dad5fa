package xyz.anipub.bean;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Of clocks the one that all nodes have in common, the database's: for ends that are in the store, and which any node compares with the time.
 * Is asked without waiting. Without it a clock is this machine's.
 */
@Qualifier
@Documented
@Target({ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface SharedTime {}
