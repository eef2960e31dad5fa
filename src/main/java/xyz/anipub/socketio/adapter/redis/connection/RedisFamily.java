package xyz.anipub.socketio.adapter.redis.connection;

/** Which of Node's adapters the nodes of a cluster speak; all the same one, and no two in one Redis by the same prefix. */
public enum RedisFamily {
    /** {@code @socket.io/redis-streams-adapter}: broadcasts are in a log, so that none is lost while Redis is away for a moment. */
    STREAMS,
    /** {@code createShardedAdapter} of {@code @socket.io/redis-adapter}: needs Redis 7. */
    SHARDED,
    /** {@code createAdapter} of {@code @socket.io/redis-adapter}: for any Redis, and the oldest nodes. */
    CLASSIC
}
