package xyz.anipub.socketio.server;

import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** By the sharded family, in a Redis Cluster. */
class ShardedInRedisClusterTest extends ServersOfRedisChapter {

    ShardedInRedisClusterTest() {
        super(RedisFamily.SHARDED);
    }
}
