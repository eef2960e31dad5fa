package xyz.anipub.conformance;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The engine at {@code /engine.io/}, which echoes; the one without a qualifier speaks Socket.IO. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@interface Echoing {}
