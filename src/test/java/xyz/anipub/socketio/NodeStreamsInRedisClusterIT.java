package xyz.anipub.socketio;

import xyz.anipub.socketio.adapter.redis.RedisFamily;
import xyz.anipub.socketio.adapter.redis.TestRedisCluster;

/** By the streams family, in a Redis Cluster. */
class NodeStreamsInRedisClusterIT extends NodeClusterChapter {

    NodeStreamsInRedisClusterIT() {
        super(RedisFamily.STREAMS, new TestRedisCluster(), TestRedisCluster::uri);
    }
}
