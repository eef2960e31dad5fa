/**
 * Any node serves any client's request: what comes to one node for a session of another is carried there and back, over a
 * {@link xyz.anipub.engineio.relay.NodeChannel} that may lose messages. {@link xyz.anipub.engineio.relay.NodeRelay} is a node's place in
 * it, {@link xyz.anipub.engineio.relay.SessionNames} says whose a session is.
 *
 * <p>A {@link xyz.anipub.engineio.relay.Peer} is the link with one other node, either whole or broken: its messages are numbered, and with
 * the first that is missing all that goes over it ends on both sides, so that clients connect anew and none of them ever
 * misses something in between. {@link xyz.anipub.engineio.relay.Exchange}s are what goes over it: one for each request that waits,
 * one for each WebSocket.
 *
 * <p>Plain Java; nothing here knows servlets, Redis or Socket.IO.
 */
@NullMarked
package xyz.anipub.engineio.relay;

import org.jspecify.annotations.NullMarked;
