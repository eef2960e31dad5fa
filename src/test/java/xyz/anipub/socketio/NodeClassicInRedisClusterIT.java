package xyz.anipub.socketio;

import xyz.anipub.socketio.adapter.redis.TestRedisCluster;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** By the classic family, in a Redis Cluster. */
class NodeClassicInRedisClusterIT extends NodeClusterChapter {

    NodeClassicInRedisClusterIT() {
        super(RedisFamily.CLASSIC, new TestRedisCluster(), TestRedisCluster::uri);
    }
}
