/**
 * Parts of a connection that know neither socket nor namespace: the older protocol's dialect, queues, the handlers' lists, acks
 * that are awaited, rooms that are held back. For {@code socketio.server} alone.
 */
@NullMarked
package xyz.anipub.socketio.connection;

import org.jspecify.annotations.NullMarked;
