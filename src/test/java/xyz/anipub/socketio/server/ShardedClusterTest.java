package xyz.anipub.socketio.server;

import org.junit.jupiter.api.BeforeAll;
import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** By the sharded family, in one Redis 7. */
class ShardedClusterTest extends RedisClusterChapter {

    @BeforeAll
    static void startRedis() {
        redis = TestRedis.seven();
    }

    @Override
    RedisConfig config() {
        return RedisConfig.standard(redis.uri()).with(RedisFamily.SHARDED);
    }
}
