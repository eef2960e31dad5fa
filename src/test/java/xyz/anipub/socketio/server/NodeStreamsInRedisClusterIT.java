package xyz.anipub.socketio.server;

import xyz.anipub.socketio.adapter.redis.TestRedisCluster;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** By the streams family, in a Redis Cluster. */
class NodeStreamsInRedisClusterIT extends NodeClusterChapter {

    NodeStreamsInRedisClusterIT() {
        super(RedisFamily.STREAMS, new TestRedisCluster(), TestRedisCluster::uri);
    }
}
