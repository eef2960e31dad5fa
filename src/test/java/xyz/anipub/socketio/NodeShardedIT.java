package xyz.anipub.socketio;

import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** By the sharded family. */
class NodeShardedIT extends NodeClusterChapter {

    NodeShardedIT() {
        super(RedisFamily.SHARDED, TestRedis.seven());
    }
}
