package xyz.anipub.socketio.server;

import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** By the classic family. */
class NodeClassicIT extends NodeClusterChapter {

    NodeClassicIT() {
        super(RedisFamily.CLASSIC, new TestRedis());
    }
}
