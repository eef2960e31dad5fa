package xyz.anipub.socketio.server;

import xyz.anipub.socketio.adapter.redis.TestRedisCluster;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** By the sharded family, in a Redis Cluster. */
class NodeShardedInRedisClusterIT extends NodeClusterChapter {

    NodeShardedInRedisClusterIT() {
        super(RedisFamily.SHARDED, new TestRedisCluster(), TestRedisCluster::uri);
    }
}
