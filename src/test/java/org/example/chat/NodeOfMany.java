package org.example.chat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.adapter.redis.RedisCluster;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.server.SocketServer;

/** A server that is one of several nodes, as src/docs/library.md shows it. */
final class NodeOfMany {

    private NodeOfMany() {}

    static SocketServer server(ExecutorService handlers, ScheduledExecutorService timers) {
        RedisCluster cluster = new RedisCluster(
                RedisConfig.standard("redis://localhost:6379"),
                ClusterLimits.standard(),
                new ClusterThreads(handlers, timers));
        SocketServerConfig config = SocketServerConfig.standard();
        SocketServer server = new SocketServer(
                config,
                EngineThreads.of(handlers, timers),
                cluster.adapters((namespace, emitter) ->
                        new InMemoryAdapter(emitter, config.limits().maxRooms())));
        return server;
    }
}
