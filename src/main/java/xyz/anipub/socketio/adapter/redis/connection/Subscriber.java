package xyz.anipub.socketio.adapter.redis.connection;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The connection by which this node hears what is published: what is listened to is subscribed, once Redis is there, and what is
 * not any more is ended. Lettuce subscribes anew when a connection was lost; as a command can be lost silently, too, all is
 * repeated from time to time, which is harmless.
 *
 * <p>Thread-safe. Inside {@code compute} a change of a listener and its command are one step, in which nothing is called but
 * Lettuce, which hands it on. Listeners are called on a thread of Netty: they must only hand on. Nothing is kept but what is
 * listened to, and the names of which Redis has not confirmed the end.
 */
public final class Subscriber {

    private final Link<StatefulRedisPubSubConnection<String, byte[]>> link;
    private final Map<Subscription, Listener> listeners = new ConcurrentHashMap<>();
    private final Set<Subscription> ending = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isToBeRenewed = new AtomicBoolean();
    private final Refusals refusals = new Refusals("this node does not hear others");
    private final ScheduledFuture<?> renewal;

    /** Takes a message from a channel. */
    public interface Listener {
        void message(String channel, byte[] message);
    }

    /** The ways to subscribe. */
    public enum Kind {
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

        CompletionStage<Void> unsubscribe(RedisPubSubAsyncCommands<String, byte[]> commands) {
            return switch (kind) {
                case CHANNEL -> commands.unsubscribe(name);
                case PATTERN -> commands.punsubscribe(name);
                case SHARD -> commands.sunsubscribe(name);
            };
        }
    }

    /** @param renewal whatever happens to a subscription, within this time it is there again */
    public Subscriber(
            Link<StatefulRedisPubSubConnection<String, byte[]>> link,
            Duration renewal,
            ScheduledExecutorService timers) {
        this.link = link;
        this.renewal = timers.scheduleWithFixedDelay(
                this::renew, renewal.toMillis(), renewal.toMillis(), TimeUnit.MILLISECONDS);
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
    public void subscribe(Kind kind, String name, Listener listener) {
        listeners.compute(new Subscription(kind, name), (subscription, earlier) -> {
            ending.remove(subscription);
            subscribe(subscription, link.connection());
            return listener;
        });
        renewOnceConnected();
    }

    /** Without effect if another listener has taken its place: that of a namespace that was made anew. */
    public void unsubscribe(Kind kind, String name, Listener listener) {
        listeners.computeIfPresent(new Subscription(kind, name), (subscription, present) -> {
            if (present != listener) {
                return present;
            }
            ending.add(subscription);
            unsubscribe(subscription, link.connection());
            return null;
        });
        renewOnceConnected();
    }

    private void subscribe(
            Subscription subscription, @Nullable StatefulRedisPubSubConnection<String, byte[]> connection) {
        if (connection != null) {
            subscription
                    .subscribe(connection.async())
                    .whenComplete(
                            (nothing, failure) -> refusals.note("a subscription to " + subscription.name(), failure));
        }
    }

    private void unsubscribe(
            Subscription subscription, @Nullable StatefulRedisPubSubConnection<String, byte[]> connection) {
        if (connection != null) {
            subscription.unsubscribe(connection.async()).whenComplete((nothing, failure) -> {
                if (failure == null) {
                    ending.remove(subscription);
                }
            });
        }
    }

    /** Until then no command is given; one renewal makes up for all. */
    private void renewOnceConnected() {
        if (link.connection() == null && isToBeRenewed.compareAndSet(false, true)) {
            link.use(connection -> {
                isToBeRenewed.set(false);
                renew(connection);
            });
        }
    }

    /** What Redis has answered last, if it was an error. */
    public Optional<RedisTrouble> trouble() {
        return refusals.trouble();
    }

    public void close() {
        renewal.cancel(false);
        link.close();
    }

    /**
     * Subscribes to all again, because sharded channels are at other servers now: Lettuce has left behind those that were at a server
     * that is no more, and says nothing.
     */
    public void moved() {
        StatefulRedisPubSubConnection<String, byte[]> connection = link.connection();
        if (connection != null) {
            renew(connection);
        }
    }

    private void renew() {
        StatefulRedisPubSubConnection<String, byte[]> connection = link.connection();
        if (connection != null && connection.isOpen()) {
            renew(connection);
        }
    }

    private void renew(StatefulRedisPubSubConnection<String, byte[]> connection) {
        for (Subscription wanted : listeners.keySet()) {
            listeners.computeIfPresent(wanted, (subscription, listener) -> {
                subscribe(subscription, connection);
                return listener;
            });
        }
        for (Subscription unwanted : ending) {
            listeners.compute(unwanted, (subscription, listener) -> {
                if (listener == null) {
                    unsubscribe(subscription, connection);
                }
                return listener;
            });
        }
    }

    private void hand(Subscription subscription, String channel, byte[] message) {
        Listener listener = listeners.get(subscription);
        if (listener != null) {
            listener.message(channel, message);
        }
    }
}
