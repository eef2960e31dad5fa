/**
 * What a session is made of: its two bounded queues, a message that is encoded once for many of them, its state, its heartbeat,
 * and the clock that they share.
 *
 * <p>None of it knows the session or its transport.
 */
@NullMarked
package xyz.anipub.engineio.session;

import org.jspecify.annotations.NullMarked;
