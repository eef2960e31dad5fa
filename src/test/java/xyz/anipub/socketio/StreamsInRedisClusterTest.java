package xyz.anipub.socketio;

import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** By the streams family, in a Redis Cluster. */
class StreamsInRedisClusterTest extends ServersOfRedisChapter {

    StreamsInRedisClusterTest() {
        super(RedisFamily.STREAMS);
    }
}
