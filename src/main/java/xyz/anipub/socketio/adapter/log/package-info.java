/**
 * The log of what a namespace's sockets were sent, and how far each of them has got in it: entries, their places, and a
 * socket with the rooms that say what was meant for it.
 *
 * <p>Nothing that decides who comes back; that is in {@code recovery}.
 */
@NullMarked
package xyz.anipub.socketio.adapter.log;

import org.jspecify.annotations.NullMarked;
