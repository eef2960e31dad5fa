package xyz.anipub.socketio.adapter.redis.connection;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether Redis is there: says once in the log that it has gone, and once that it is back. Thread-safe; the monitor of this
 * object guards what is known.
 */
public final class RedisStatus implements RedisConnectionStateListener {

    private static final Logger LOG = System.getLogger(RedisStatus.class.getName());

    private final String name;
    private final int links;
    private final Set<RedisChannelHandler<?, ?>> lost = new HashSet<>();
    private int made;
    private boolean isTold;
    private boolean isAway;
    private boolean isEnding;

    /**
     * @param name how to call this Redis
     * @param links how many there are when all is well
     */
    public RedisStatus(String name, int links) {
        this.name = name;
        this.links = links;
    }

    /** All links have been made, and no connection of theirs is lost. One that was closed on purpose is not missed. */
    public synchronized boolean isThere() {
        lost.removeIf(RedisChannelHandler::isClosed);
        return made == links && lost.isEmpty();
    }

    /** What is closed from now on is closed on purpose. */
    public synchronized void end() {
        isEnding = true;
    }

    /** There is no connection yet. */
    void failed(Throwable failure) {
        away(Advice.on(failure));
    }

    /** One more link is there. */
    synchronized void made() {
        made++;
        look();
    }

    @Override
    public synchronized void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
        lost.remove(connection);
        look();
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
        if (connection.isClosed()) {
            return;
        }
        synchronized (this) {
            lost.add(connection);
        }
        away("the connection was lost");
    }

    /** Says so if it is there again. */
    public synchronized void look() {
        if (!isTold && isThere()) {
            LOG.log(Level.INFO, (isAway ? "{0} is back." : "{0} connects this node with others."), name);
            isTold = true;
            isAway = false;
        }
    }

    private synchronized void away(String why) {
        if (!isAway && !isEnding) {
            LOG.log(
                    Level.WARNING,
                    "{0} is away: {1}. Until it is back, this node''s clients reach each other, and nobody else.",
                    name,
                    why);
            isAway = true;
            isTold = false;
        }
    }
}
