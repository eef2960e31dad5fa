/**
 * The adapter of a single node, and its rooms, all in memory. What a socket misses is gone: nothing here recovers.
 */
@NullMarked
package xyz.anipub.socketio.adapter.memory;

import org.jspecify.annotations.NullMarked;
