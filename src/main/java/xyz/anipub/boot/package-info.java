/**
 * What makes the parts one application: CDI producers, start-up, duties by the clock, and the end.
 *
 * <p>It may import every other package, and no other package imports it. Nothing that decides about chat, protocol or
 * users belongs here; settings are read in {@code settings}.
 */
@NullMarked
package xyz.anipub.boot;

import org.jspecify.annotations.NullMarked;
