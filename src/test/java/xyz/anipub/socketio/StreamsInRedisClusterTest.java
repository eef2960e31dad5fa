package xyz.anipub.socketio;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import xyz.anipub.socketio.adapter.redis.RedisConfig;
import xyz.anipub.socketio.adapter.redis.RedisFamily;
import xyz.anipub.socketio.adapter.redis.TestRedisCluster;

/** By the streams family, in a Redis Cluster. */
class StreamsInRedisClusterTest extends RedisClusterChapter {

    private static TestRedisCluster servers;

    @BeforeAll
    static void startRedis() {
        servers = new TestRedisCluster();
    }

    @AfterAll
    static void stopRedis() {
        if (servers != null) {
            servers.close();
        }
    }

    @Override
    RedisConfig config() {
        return RedisConfig.standard(servers.uri()).with(RedisFamily.STREAMS);
    }
}
