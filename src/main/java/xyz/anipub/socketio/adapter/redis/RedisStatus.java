package xyz.anipub.socketio.adapter.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether Redis is there: says once in the log that it has gone, and once that it is back. Thread-safe; the monitor of this
 * object guards what is known.
 */
final class RedisStatus implements RedisConnectionStateListener {

    private static final Logger LOG = System.getLogger(RedisStatus.class.getName());

    private final String name;
    private final int connections;
    private final Set<Object> connected = new HashSet<>();
    private boolean isAway;
    private boolean isEnding;

    /**
     * @param name how to call this Redis
     * @param connections how many there are when all is well
     */
    private RedisStatus(String name, int connections) {
        this.name = name;
        this.connections = connections;
    }

    /** Of the Redis at that address. */
    static RedisStatus of(RedisURI uri, int connections) {
        return new RedisStatus("Redis at " + uri.getHost() + ":" + uri.getPort(), connections);
    }

    synchronized boolean isThere() {
        return connected.size() == connections;
    }

    /** What is closed from now on is closed on purpose. */
    synchronized void end() {
        isEnding = true;
    }

    /** There is no connection yet. */
    void failed(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        away(String.valueOf(reason.getMessage()));
    }

    @Override
    public synchronized void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
        connected.add(connection);
        if (isThere()) {
            LOG.log(Level.INFO, (isAway ? "{0} is back." : "{0} connects this node with others."), name);
            isAway = false;
        }
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
        synchronized (this) {
            connected.remove(connection);
        }
        away("the connection was lost");
    }

    private synchronized void away(String why) {
        if (!isAway && !isEnding) {
            LOG.log(
                    Level.WARNING,
                    "{0} is away: {1}. Until it is back, this node''s clients reach each other, and nobody else.",
                    name,
                    why);
            isAway = true;
        }
    }
}
