package xyz.anipub.socketio.adapter.redis.connection;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks for a sign of life on every connection from time to time, so that silence shows a path that is dead: the network says nothing
 * if the other side has vanished. Thread-safe.
 */
public final class Pulse implements RedisConnectionStateListener {

    private final Set<StatefulConnection<?, ?>> connections = ConcurrentHashMap.newKeySet();
    private final ScheduledFuture<?> beat;

    public Pulse(Duration pause, ScheduledExecutorService timers) {
        this.beat = timers.scheduleWithFixedDelay(this::ask, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
        if (connection instanceof StatefulConnection<?, ?> known) {
            connections.add(known);
        }
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
        if (connection instanceof StatefulConnection<?, ?> known) {
            connections.remove(known);
        }
    }

    private void ask() {
        for (StatefulConnection<?, ?> connection : connections) {
            if (connection instanceof StatefulRedisConnection<?, ?> one) {
                one.async().ping();
            } else if (connection instanceof StatefulRedisClusterConnection<?, ?> cluster) {
                cluster.async().ping();
            }
            RedisClients.flush(connection);
        }
    }

    public void close() {
        beat.cancel(false);
    }
}
