package xyz.anipub.socketio.server;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import xyz.anipub.socketio.adapter.redis.TestRedisCluster;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** The nodes have a Redis Cluster in common. */
abstract class ServersOfRedisChapter extends RedisClusterChapter {

    private static TestRedisCluster servers;

    private final RedisFamily family;

    ServersOfRedisChapter(RedisFamily family) {
        this.family = family;
    }

    @BeforeAll
    static void startRedis() {
        servers = new TestRedisCluster();
    }

    @AfterAll
    static void stopRedis() {
        if (servers != null) {
            servers.close();
            servers = null;
        }
    }

    @Override
    RedisConfig config() {
        return RedisConfig.standard(servers.uri()).with(family);
    }
}
