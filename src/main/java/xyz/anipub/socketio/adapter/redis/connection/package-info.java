/**
 * Connections to a Redis, of one server or of several: settings, commands and subscriptions, and what is done while it is away.
 * They are Lettuce's, which nobody but this package and the carriers above it sees; without them no class of Lettuce is loaded.
 *
 * <p>Bytes only: nothing here knows what they mean.
 */
@NullMarked
package xyz.anipub.socketio.adapter.redis.connection;

import org.jspecify.annotations.NullMarked;
