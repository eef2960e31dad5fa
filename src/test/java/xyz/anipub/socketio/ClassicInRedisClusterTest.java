package xyz.anipub.socketio;

import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** By the classic family, in a Redis Cluster. */
class ClassicInRedisClusterTest extends ServersOfRedisChapter {

    ClassicInRedisClusterTest() {
        super(RedisFamily.CLASSIC);
    }
}
