package xyz.anipub.socketio;

import xyz.anipub.socketio.adapter.redis.RedisFamily;
import xyz.anipub.socketio.adapter.redis.TestRedis;

/** By the sharded family. */
class NodeShardedIT extends NodeClusterChapter {

    NodeShardedIT() {
        super(RedisFamily.SHARDED, TestRedis.seven());
    }
}
