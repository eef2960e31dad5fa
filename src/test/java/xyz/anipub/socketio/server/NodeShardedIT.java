package xyz.anipub.socketio.server;

import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** By the sharded family. */
class NodeShardedIT extends NodeClusterChapter {

    NodeShardedIT() {
        super(RedisFamily.SHARDED, TestRedis.seven());
    }
}
