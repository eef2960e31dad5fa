package xyz.anipub.socketio.server;

import xyz.anipub.socketio.adapter.redis.TestRedisCluster;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** By the classic family, in a Redis Cluster. */
class NodeClassicInRedisClusterIT extends NodeClusterChapter {

    NodeClassicInRedisClusterIT() {
        super(RedisFamily.CLASSIC, new TestRedisCluster(), TestRedisCluster::uri);
    }
}
