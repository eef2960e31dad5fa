package xyz.anipub.socketio.server;

import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** By the streams family, in a Redis Cluster. */
class StreamsInRedisClusterTest extends ServersOfRedisChapter {

    StreamsInRedisClusterTest() {
        super(RedisFamily.STREAMS);
    }
}
