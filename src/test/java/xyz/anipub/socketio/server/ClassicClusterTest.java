package xyz.anipub.socketio.server;

import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** By the classic family. */
class ClassicClusterTest extends RedisClusterChapter {

    @Override
    RedisConfig config() {
        return RedisConfig.standard(redis.uri()).with(RedisFamily.CLASSIC);
    }
}
