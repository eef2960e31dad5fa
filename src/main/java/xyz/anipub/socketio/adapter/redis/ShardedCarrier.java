package xyz.anipub.socketio.adapter.redis;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import xyz.anipub.socketio.adapter.RoomListener;
import xyz.anipub.socketio.adapter.RoomMembership;
import xyz.anipub.socketio.adapter.cluster.carrier.Carrier;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Answer;
import xyz.anipub.socketio.adapter.cluster.carrier.Inbox;
import xyz.anipub.socketio.adapter.redis.codec.ClusterChannels;
import xyz.anipub.socketio.adapter.redis.codec.MessageLimits;
import xyz.anipub.socketio.adapter.redis.codec.NodeIds;
import xyz.anipub.socketio.adapter.redis.codec.ShardedCodec;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.Sender;
import xyz.anipub.socketio.adapter.redis.connection.Sender.Outgoing;
import xyz.anipub.socketio.adapter.redis.connection.Subscriber;
import xyz.anipub.socketio.adapter.redis.connection.Subscriber.Kind;

/**
 * The sharded family: everything is published, by shard. Publishes to the main channel and hears those of all rooms of this node
 * besides, so it understands nodes of every subscription mode, and they it.
 *
 * <p>What others publish to a room's channel between a room's first join here and its subscription is lost; so it is between
 * nodes of Node.
 */
final class ShardedCarrier implements Carrier {

    private final Sender sender;
    private final Subscriber subscriber;
    private final ClusterChannels channels;
    private final ShardedCodec codec;
    private final Set<String> subscribed = ConcurrentHashMap.newKeySet();
    /** Set by {@link #open}, before it is used. */
    @SuppressWarnings("NullAway.Init")
    private Subscriber.Listener messages;

    private boolean isClosed;

    ShardedCarrier(String namespace, RedisConfig config, Sender sender, Subscriber subscriber) {
        String name = NodeIds.cluster();
        this.sender = sender;
        this.subscriber = subscriber;
        this.channels = new ClusterChannels(config.prefix(), namespace, name);
        this.codec = new ShardedCodec(namespace, name, MessageLimits.standard());
    }

    @Override
    public void open(Inbox inbox, RoomMembership rooms) {
        messages = (channel, message) -> inbox.offer(message.length, () -> codec.decode(message));
        subscribe(channels.own());
        subscribe(channels.main());
        rooms.listen(new RoomListener() {
            @Override
            public void created(String room) {
                subscribe(channels.room(room));
            }

            @Override
            public void deleted(String room) {
                // A room may be named as this node is.
                if (!channels.room(room).equals(channels.own())) {
                    unsubscribe(channels.room(room));
                }
            }
        });
    }

    @Override
    public void publish(ClusterMessage message) {
        if (sender.isInVain(message)) {
            return;
        }
        sender.send(
                message,
                () -> message(channels.channelFor(message, ClusterChannels.Mode.STATIC), codec.encode(message)));
    }

    @Override
    public void answer(Optional<String> asker, Answer answer) {
        asker.ifPresent(name -> {
            byte[] message = codec.encode(answer);
            sender.send(answer, () -> message(channels.of(name), message));
        });
    }

    static Outgoing message(String channel, byte[] message) {
        return new Outgoing(message.length, commands -> commands.spublish(channel, message));
    }

    @Override
    public CompletionStage<Integer> nodes() {
        String main = channels.main();
        return sender.ask(commands -> commands.pubsubShardNumsub(main))
                .thenApply(counts -> counts.getOrDefault(main, 0L).intValue());
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        subscribed.forEach(this::unsubscribe);
    }

    private synchronized void subscribe(String channel) {
        if (!isClosed && subscribed.add(channel)) {
            subscriber.subscribe(Kind.SHARD, channel, messages);
        }
    }

    private synchronized void unsubscribe(String channel) {
        if (subscribed.remove(channel)) {
            subscriber.unsubscribe(Kind.SHARD, channel, messages);
        }
    }
}
