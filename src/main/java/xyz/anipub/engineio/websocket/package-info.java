/**
 * The WebSocket protocol of RFC 6455, as a server speaks it: bytes to messages, messages to frames, the opening and the
 * closing handshake. No extension is ever agreed on, so no frame is compressed.
 *
 * <p>Plain Java that neither reads nor writes: whoever has the connection feeds a
 * {@link xyz.anipub.engineio.websocket.FrameDecoder} and sends what a
 * {@link xyz.anipub.engineio.websocket.FrameEncoder} makes. Nothing here knows Engine.IO, containers or threads' names.
 */
@NullMarked
package xyz.anipub.engineio.websocket;

import org.jspecify.annotations.NullMarked;
