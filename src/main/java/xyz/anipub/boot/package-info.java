/**
 * What makes the parts one application: CDI producers, configuration, start-up and the embedded store.
 *
 * <p>It may import every other package, and no other package imports it. Nothing that decides about chat, protocol or
 * users belongs here.
 */
@NullMarked
package xyz.anipub.boot;

import org.jspecify.annotations.NullMarked;
