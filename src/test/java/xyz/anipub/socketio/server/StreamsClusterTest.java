package xyz.anipub.socketio.server;

import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;

/** By the streams family. */
class StreamsClusterTest extends RedisClusterChapter {

    @Override
    RedisConfig config() {
        return RedisConfig.standard(redis.uri());
    }
}
