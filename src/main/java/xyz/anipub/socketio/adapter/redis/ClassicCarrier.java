package xyz.anipub.socketio.adapter.redis;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import xyz.anipub.socketio.adapter.RoomMembership;
import xyz.anipub.socketio.adapter.cluster.Carrier;
import xyz.anipub.socketio.adapter.cluster.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.ClusterMessage.Answer;
import xyz.anipub.socketio.adapter.cluster.ClusterMessage.Broadcast;
import xyz.anipub.socketio.adapter.cluster.Inbox;
import xyz.anipub.socketio.adapter.cluster.Incoming;
import xyz.anipub.socketio.adapter.redis.Subscriber.Kind;

/**
 * The classic family: everything is published. Answers go to the channel that all hear, as Node's do unless it is set otherwise,
 * and say nothing of who gives them.
 */
final class ClassicCarrier implements Carrier {

    private final Sender sender;
    private final Subscriber subscriber;
    private final ClassicChannels channels;
    private final ClassicCodec codec;

    ClassicCarrier(String namespace, RedisConfig config, Sender sender, Subscriber subscriber) {
        String name = NodeIds.classic();
        this.sender = sender;
        this.subscriber = subscriber;
        this.channels = new ClassicChannels(config.prefix(), namespace, name);
        this.codec = new ClassicCodec(namespace, name, MessageLimits.standard());
    }

    @Override
    public void open(Inbox inbox, RoomMembership rooms) {
        subscriber.subscribe(Kind.PATTERN, channels.pattern(), (channel, message) -> {
            // Told before it is read: most rooms have nobody here.
            if (channels.isBroadcast(channel)
                    && channels.roomOf(channel).map(rooms::isWanted).orElse(true)) {
                inbox.offer(message.length, () -> codec.decodeBroadcast(message));
            }
        });
        Subscriber.Listener answers =
                (channel, message) -> inbox.offer(message.length, () -> codec.decodeAnswer(message)
                        .map(answer -> new Incoming(Optional.empty(), answer)));
        subscriber.subscribe(Kind.CHANNEL, channels.answers(), answers);
        subscriber.subscribe(Kind.CHANNEL, channels.ownAnswers(), answers);
        // Last: those who hear it are the nodes, and have to hear the rest.
        subscriber.subscribe(
                Kind.CHANNEL,
                channels.requests(),
                (channel, message) -> inbox.offer(message.length, () -> codec.decodeRequest(message)));
    }

    @Override
    public void publish(ClusterMessage message) {
        if (sender.isInVain(message)) {
            return;
        }
        if (message instanceof Broadcast broadcast) {
            publish(channels.channelFor(broadcast), codec.encodeBroadcast(broadcast));
        } else {
            publish(channels.requests(), codec.encodeRequest(message));
        }
    }

    @Override
    public void answer(Optional<String> asker, Answer answer) {
        publish(channels.answers(), codec.encodeAnswer(answer));
    }

    private void publish(String channel, byte[] message) {
        sender.send(message.length, commands -> commands.publish(channel, message));
    }

    @Override
    public CompletionStage<Integer> nodes() {
        String requests = channels.requests();
        return sender.ask(commands -> commands.pubsubNumsub(requests))
                .thenApply(counts -> counts.getOrDefault(requests, 0L).intValue());
    }

    @Override
    public void close() {
        subscriber.unsubscribe(Kind.CHANNEL, channels.requests());
        subscriber.unsubscribe(Kind.PATTERN, channels.pattern());
        subscriber.unsubscribe(Kind.CHANNEL, channels.answers());
        subscriber.unsubscribe(Kind.CHANNEL, channels.ownAnswers());
    }
}
