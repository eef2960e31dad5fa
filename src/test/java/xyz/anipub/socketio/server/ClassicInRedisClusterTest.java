package xyz.anipub.socketio.server;

import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** By the classic family, in a Redis Cluster. */
class ClassicInRedisClusterTest extends ServersOfRedisChapter {

    ClassicInRedisClusterTest() {
        super(RedisFamily.CLASSIC);
    }
}
