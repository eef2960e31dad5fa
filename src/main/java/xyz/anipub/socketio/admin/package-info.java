/**
 * What the page {@code @socket.io/admin-ui} talks to (protocol section 7.2): a namespace of its own, in which operators see
 * the server, its sockets and rooms, and can emit, move and disconnect.
 *
 * <p>{@link xyz.anipub.socketio.admin.AdminUi} is the way in. While no operator is connected it observes nothing. In
 * production mode operators see counts only; in development mode also each socket, its rooms and every event, which costs
 * a message to them for each of these. Values that let somebody in, in headers and queries, are never shown; the chat or
 * whatever application runs on the server is not known here.
 */
@NullMarked
package xyz.anipub.socketio.admin;

import org.jspecify.annotations.NullMarked;
