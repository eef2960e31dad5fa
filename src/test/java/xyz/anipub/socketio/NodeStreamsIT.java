package xyz.anipub.socketio;

import xyz.anipub.socketio.adapter.redis.RedisFamily;
import xyz.anipub.socketio.adapter.redis.TestRedis;

/** By the streams family. */
class NodeStreamsIT extends NodeClusterChapter {

    NodeStreamsIT() {
        super(RedisFamily.STREAMS, new TestRedis());
    }
}
