/**
 * The Socket.IO server itself: {@link xyz.anipub.socketio.server.SocketServer}, and what implements the interfaces of
 * {@link xyz.anipub.socketio}.
 *
 * <p>A packet comes from a session to the server, its {@code Client} (one connection) and {@code SocketStateMachine} (one of its
 * sockets: its state, and its callbacks in turn); from there to {@code SocketListeners} and {@code Handlers}. A CONNECT goes
 * to the {@code NamespaceEntry} of the namespace instead. What is emitted goes by way of the namespace's adapter to
 * {@code LocalSockets} and back to a {@code Client}.
 *
 * <p>An application uses {@code SocketServer}; all else is package-private. Encoding is not done here, but in
 * {@code socketio.delivery}; what knows neither sockets nor namespaces is in {@code socketio.connection}.
 */
@NullMarked
package xyz.anipub.socketio.server;

import org.jspecify.annotations.NullMarked;
