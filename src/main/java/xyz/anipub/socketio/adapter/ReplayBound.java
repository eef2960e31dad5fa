package xyz.anipub.socketio.adapter;

/**
 * How much a client that comes back may get at once.
 *
 * @param packets how many Engine.IO packets; each attachment is one
 * @param bytes how many bytes of content
 */
public record ReplayBound(int packets, long bytes) {}
