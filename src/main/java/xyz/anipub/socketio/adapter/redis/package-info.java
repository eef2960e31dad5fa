/**
 * Nodes of ours and of Node.js as one cluster, by a Redis: {@link xyz.anipub.socketio.adapter.redis.RedisCluster} is a node's place in
 * it, {@link xyz.anipub.socketio.adapter.redis.RedisEmitter} that of a process that only sends. Each of the three families of Socket.IO's Redis
 * adapters has a carrier here, which knows what goes to which channel or stream, and when.
 *
 * <p>Connections are in {@code connection}, the wire in {@code codec}; no byte is read or written here.
 */
@NullMarked
package xyz.anipub.socketio.adapter.redis;

import org.jspecify.annotations.NullMarked;
