package xyz.anipub.socketio;

import xyz.anipub.socketio.adapter.redis.RedisFamily;
import xyz.anipub.socketio.adapter.redis.TestRedisCluster;

/** By the sharded family, in a Redis Cluster. */
class NodeShardedInRedisClusterIT extends NodeClusterChapter {

    NodeShardedInRedisClusterIT() {
        super(RedisFamily.SHARDED, new TestRedisCluster(), TestRedisCluster::uri);
    }
}
