/**
 * Events as an application sees them: handlers and checks, acks and what may become of them, and how payloads become Java's
 * values and back.
 *
 * <p>No sockets and no namespaces: a handler that wants one is in {@code socketio}.
 */
@NullMarked
package xyz.anipub.socketio.event;

import org.jspecify.annotations.NullMarked;
