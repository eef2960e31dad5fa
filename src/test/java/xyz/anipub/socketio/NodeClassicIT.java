package xyz.anipub.socketio;

import xyz.anipub.socketio.adapter.redis.RedisFamily;
import xyz.anipub.socketio.adapter.redis.TestRedis;

/** By the classic family. */
class NodeClassicIT extends NodeClusterChapter {

    NodeClassicIT() {
        super(RedisFamily.CLASSIC, new TestRedis());
    }
}
