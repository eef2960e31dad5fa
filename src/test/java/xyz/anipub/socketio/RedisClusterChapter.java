package xyz.anipub.socketio;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import xyz.anipub.socketio.adapter.AdapterFactory;
import xyz.anipub.socketio.adapter.cluster.ClusterLimits;
import xyz.anipub.socketio.adapter.redis.RedisCluster;
import xyz.anipub.socketio.adapter.redis.RedisConfig;
import xyz.anipub.socketio.adapter.redis.TestRedis;

/** The nodes have a Redis in common. */
abstract class RedisClusterChapter extends ClusterChapter {

    static TestRedis redis;
    final List<RedisCluster> clusters = new ArrayList<>();

    @BeforeAll
    static void startRedis() {
        redis = new TestRedis();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    abstract RedisConfig config();

    @Override
    AdapterFactory node() {
        return cluster().adapters((namespace, emitter) -> plain(emitter));
    }

    @Override
    AdapterFactory recovering() {
        return cluster().adapters((namespace, emitter) -> local(emitter));
    }

    RedisCluster cluster() {
        RedisCluster cluster = new RedisCluster(config(), ClusterLimits.standard(), threads);
        clusters.add(cluster);
        return cluster;
    }

    @Override
    void end() {
        clusters.forEach(RedisCluster::close);
    }
}
