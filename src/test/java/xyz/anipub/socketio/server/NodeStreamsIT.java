package xyz.anipub.socketio.server;

import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** By the streams family. */
class NodeStreamsIT extends NodeClusterChapter {

    NodeStreamsIT() {
        super(RedisFamily.STREAMS, new TestRedis());
    }
}
