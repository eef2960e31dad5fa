package xyz.anipub.socketio.adapter.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import xyz.anipub.socketio.adapter.RoomMembership;
import xyz.anipub.socketio.adapter.cluster.carrier.Carrier;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Answer;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.Broadcast;
import xyz.anipub.socketio.adapter.cluster.carrier.Inbox;
import xyz.anipub.socketio.adapter.cluster.carrier.Incoming;
import xyz.anipub.socketio.adapter.redis.codec.ClassicChannels;
import xyz.anipub.socketio.adapter.redis.codec.ClassicCodec;
import xyz.anipub.socketio.adapter.redis.codec.MessageLimits;
import xyz.anipub.socketio.adapter.redis.codec.NodeIds;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.Sender;
import xyz.anipub.socketio.adapter.redis.connection.Sender.Outgoing;
import xyz.anipub.socketio.adapter.redis.connection.Servers;
import xyz.anipub.socketio.adapter.redis.connection.Subscriber;
import xyz.anipub.socketio.adapter.redis.connection.Subscriber.Kind;

/**
 * The classic family: everything is published. Answers go to the channel that all hear, as Node's do unless it is set otherwise,
 * and say nothing of who gives them.
 */
final class ClassicCarrier implements Carrier {

    private final Sender sender;
    private final Subscriber subscriber;
    private final ClassicChannels channels;
    private final ClassicCodec codec;
    /** What undoes each subscription. */
    private final List<Runnable> ends = new ArrayList<>();

    ClassicCarrier(String namespace, RedisConfig config, Sender sender, Subscriber subscriber) {
        String name = NodeIds.classic();
        this.sender = sender;
        this.subscriber = subscriber;
        this.channels = new ClassicChannels(config.prefix(), namespace, name);
        this.codec = new ClassicCodec(namespace, name, MessageLimits.standard());
    }

    @Override
    public void open(Inbox inbox, RoomMembership rooms) {
        subscribe(Kind.PATTERN, channels.pattern(), (channel, message) -> {
            if (channels.isBroadcast(channel)) {
                // In its turn: a join may be in front of it. Told before it is read: most rooms have nobody here.
                inbox.offer(
                        message.length,
                        () -> channels.roomOf(channel).map(rooms::isWanted).orElse(true)
                                ? codec.decodeBroadcast(message)
                                : Optional.empty());
            }
        });
        Subscriber.Listener answers =
                (channel, message) -> inbox.offer(message.length, () -> codec.decodeAnswer(message)
                        .map(answer -> new Incoming(Optional.empty(), answer)));
        subscribe(Kind.CHANNEL, channels.answers(), answers);
        subscribe(Kind.CHANNEL, channels.ownAnswers(), answers);
        // Last: those who hear it are the nodes, and have to hear the rest.
        subscribe(
                Kind.CHANNEL,
                channels.requests(),
                (channel, message) -> inbox.offer(message.length, () -> codec.decodeRequest(message)));
    }

    private void subscribe(Kind kind, String channel, Subscriber.Listener listener) {
        subscriber.subscribe(kind, channel, listener);
        ends.add(() -> subscriber.unsubscribe(kind, channel, listener));
    }

    @Override
    public void publish(ClusterMessage message) {
        if (sender.isInVain(message)) {
            return;
        }
        sender.send(
                message,
                () -> message instanceof Broadcast broadcast
                        ? message(channels.channelFor(broadcast), codec.encodeBroadcast(broadcast))
                        : message(channels.requests(), codec.encodeRequest(message)));
    }

    @Override
    public void answer(Optional<String> asker, Answer answer) {
        byte[] message = codec.encodeAnswer(answer);
        sender.send(answer, () -> message(channels.answers(), message));
    }

    static Outgoing message(String channel, byte[] message) {
        return new Outgoing(message.length, commands -> Servers.publish(commands, channel, message));
    }

    @Override
    public CompletionStage<Integer> nodes() {
        return sender.subscribers(channels.requests());
    }

    @Override
    public void close() {
        ends.forEach(Runnable::run);
    }
}
