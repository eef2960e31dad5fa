package xyz.anipub.socketio.adapter.redis.connection;

import io.lettuce.core.api.StatefulConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The connection for what is worth nothing later: it leaves now, or is lost. Each call is flushed by itself, as Lettuce keeps the order
 * of the calls then alone: of two threads that flush, one may take what the other has written and be overtaken with it. Thread-safe.
 */
public final class Publisher {

    private final Link<StatefulConnection<String, byte[]>> link;

    public Publisher(Link<StatefulConnection<String, byte[]>> link) {
        this.link = link;
    }

    /** Fails if it cannot leave, or Redis does not answer. */
    public CompletionStage<?> publish(String channel, byte[] message) {
        StatefulConnection<String, byte[]> connection = link.connection();
        if (connection == null || !connection.isOpen()) {
            return CompletableFuture.failedStage(new IllegalStateException("Redis is away"));
        }
        try {
            return Servers.publish(Servers.commands(connection), channel, message);
        } catch (RuntimeException e) {
            // Too much waits already, or the node is stopping.
            return CompletableFuture.failedStage(e);
        }
    }

    public void close() {
        link.close();
    }
}
