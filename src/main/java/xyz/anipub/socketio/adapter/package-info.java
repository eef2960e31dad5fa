/**
 * Which socket is in which room, and who gets a broadcast: the port {@link xyz.anipub.socketio.adapter.Adapter}, on
 * which several nodes can be joined to one. Its forms for a single node are in {@code memory} and {@code recovery}.
 *
 * <p>Sockets are known by their ids only; what is to be done with one goes back through
 * {@link xyz.anipub.socketio.adapter.SocketEmitter}. No sessions, handlers or acks here.
 */
@NullMarked
package xyz.anipub.socketio.adapter;

import org.jspecify.annotations.NullMarked;
