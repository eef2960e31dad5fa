package xyz.anipub.socketio;

import xyz.anipub.socketio.adapter.redis.RedisFamily;
import xyz.anipub.socketio.adapter.redis.TestRedisCluster;

/** By the classic family, in a Redis Cluster. */
class NodeClassicInRedisClusterIT extends NodeClusterChapter {

    NodeClassicInRedisClusterIT() {
        super(RedisFamily.CLASSIC, new TestRedisCluster(), TestRedisCluster::uri);
    }
}
