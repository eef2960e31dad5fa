/**
 * The Socket.IO v5 packet format: text and binary attachments to {@link xyz.anipub.socketio.packet.Packet} and back.
 *
 * <p>Values are {@code jakarta.json} trees. A binary value inside such a tree is a
 * {@link xyz.anipub.socketio.packet.Binary}, a {@code JsonString} that knows its bytes: arguments stay a
 * {@code List<JsonValue>}, and code that does not care for binary sees Base64 text.
 *
 * <p>Pure functions and one small state machine. Nothing here knows sessions, namespaces' members, rooms or Engine.IO.
 */
@NullMarked
package xyz.anipub.socketio.packet;

import org.jspecify.annotations.NullMarked;
