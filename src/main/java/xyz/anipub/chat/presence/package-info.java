/**
 * Who is in a room right now. Lasting membership is {@code chat.room}; the delivery lists of sockets are the business
 * of {@code socketio}.
 */
@NullMarked
package xyz.anipub.chat.presence;

import org.jspecify.annotations.NullMarked;
