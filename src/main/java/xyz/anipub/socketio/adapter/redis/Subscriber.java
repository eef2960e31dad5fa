package xyz.anipub.socketio.adapter.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The connection by which this node hears what is published. Lettuce subscribes anew when a connection was lost; as a
 * subscription can be lost silently, too, all are repeated from time to time, which is harmless.
 *
 * <p>Thread-safe. The monitor of this object makes a change of the listeners and its command one step. Listeners are called on a thread of Netty: they must only hand on.
 */
final class Subscriber {

    /** Whatever happens to a subscription, within this time it is there again. */
    private static final Duration RENEWAL = Duration.ofSeconds(30);

    private final Link<StatefulRedisPubSubConnection<String, byte[]>> link;
    private final Map<Subscription, Listener> listeners = new ConcurrentHashMap<>();
    private final Refusals refusals = new Refusals();
    private final ScheduledFuture<?> renewal;

    /** Takes a message from a channel. */
    interface Listener {
        void message(String channel, byte[] message);
    }

    /** The ways to subscribe. */
    enum Kind {
        CHANNEL,
        PATTERN,
        SHARD
    }

    private record Subscription(Kind kind, String name) {

        CompletionStage<Void> subscribe(RedisPubSubAsyncCommands<String, byte[]> commands) {
            return switch (kind) {
                case CHANNEL -> commands.subscribe(name);
                case PATTERN -> commands.psubscribe(name);
                case SHARD -> commands.ssubscribe(name);
            };
        }

        void unsubscribe(RedisPubSubAsyncCommands<String, byte[]> commands) {
            switch (kind) {
                case CHANNEL -> commands.unsubscribe(name);
                case PATTERN -> commands.punsubscribe(name);
                case SHARD -> commands.sunsubscribe(name);
            }
        }
    }

    Subscriber(Link<StatefulRedisPubSubConnection<String, byte[]>> link, ScheduledExecutorService timers) {
        this.link = link;
        this.renewal = timers.scheduleWithFixedDelay(
                this::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
        link.use(connection -> connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, byte[] message) {
                hand(new Subscription(Kind.CHANNEL, channel), channel, message);
            }

            @Override
            public void message(String pattern, String channel, byte[] message) {
                hand(new Subscription(Kind.PATTERN, pattern), channel, message);
            }

            @Override
            public void smessage(String channel, byte[] message) {
                hand(new Subscription(Kind.SHARD, channel), channel, message);
            }
        }));
    }

    /** In place of an earlier listener, if there is one. */
    synchronized void subscribe(Kind kind, String name, Listener listener) {
        Subscription subscription = new Subscription(kind, name);
        listeners.put(subscription, listener);
        link.use(connection -> subscribe(subscription, connection));
    }

    /** Without effect if another listener has taken its place: that of a namespace that was made anew. */
    synchronized void unsubscribe(Kind kind, String name, Listener listener) {
        Subscription subscription = new Subscription(kind, name);
        if (listeners.remove(subscription, listener)) {
            link.use(connection -> subscription.unsubscribe(connection.async()));
        }
    }

    private void subscribe(Subscription subscription, StatefulRedisPubSubConnection<String, byte[]> connection) {
        subscription
                .subscribe(connection.async())
                .whenComplete((nothing, failure) -> refusals.note("a subscription to " + subscription.name(), failure));
    }

    void close() {
        renewal.cancel(false);
        link.close();
    }

    private void renew() {
        StatefulRedisPubSubConnection<String, byte[]> connection = link.connection();
        if (connection != null && connection.isOpen()) {
            listeners.keySet().forEach(each -> subscribe(each, connection));
        }
    }

    private void hand(Subscription subscription, String channel, byte[] message) {
        Listener listener = listeners.get(subscription);
        if (listener != null) {
            listener.message(channel, message);
        }
    }
}
