/**
 * Between sessions and what carries them: how packets and bytes leave by a WebSocket, and how the outcome is told. The two
 * doors stand below: {@code polling} and {@code websocket}; {@code upgrade} is the way from HTTP to a WebSocket, {@code http} what
 * all of them do with requests and answers, {@code relayed} is for clients of other nodes, {@code container} what one container does in its
 * own way.
 *
 * <p>No protocol state that outlives a transport, and nothing about what messages mean.
 */
@NullMarked
package xyz.anipub.engineio.transport;

import org.jspecify.annotations.NullMarked;
