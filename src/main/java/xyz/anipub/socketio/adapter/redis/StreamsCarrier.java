package xyz.anipub.socketio.adapter.redis;

import io.lettuce.core.XAddArgs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import xyz.anipub.socketio.adapter.RoomMembership;
import xyz.anipub.socketio.adapter.cluster.Carrier;
import xyz.anipub.socketio.adapter.cluster.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.Inbox;
import xyz.anipub.socketio.adapter.redis.Sender.Outgoing;

/** The streams family: broadcasts and what changes rooms are entries of a stream; questions and answers are published. */
final class StreamsCarrier implements Carrier {

    private final RedisConfig config;
    private final String namespace;
    private final Sender sender;
    private final Subscriber subscriber;
    private final StreamReader reader;
    private final ClusterChannels channels;
    private final StreamsCodec codec;
    private final byte[] uid;
    private final Repeats repeats;
    private StreamReader.Listener added;
    private Subscriber.Listener published;
    private final Runnable subscription = this::subscribe;
    private boolean isClosed;

    StreamsCarrier(String namespace, RedisConfig config, Sender sender, Subscriber subscriber, StreamReader reader) {
        String name = NodeIds.cluster();
        this.config = config;
        this.namespace = namespace;
        this.sender = sender;
        this.subscriber = subscriber;
        this.reader = reader;
        this.channels = new ClusterChannels(config.prefix(), namespace, name);
        this.codec = new StreamsCodec(namespace, name, MessageLimits.standard());
        this.uid = name.getBytes(StandardCharsets.UTF_8);
        this.repeats = new Repeats(config.maxWaiting());
    }

    @Override
    public void open(Inbox inbox, RoomMembership rooms) {
        added = new StreamReader.Listener() {
            @Override
            public void entry(Map<String, byte[]> fields) {
                if (Arrays.equals(uid, fields.get("uid"))) {
                    return;
                }
                switch (repeats.find(fields)) {
                    case NEW -> inbox.add(length(fields), () -> codec.decodeEntry(fields));
                    case TOO_OLD ->
                        inbox.add(0, () -> {
                            throw new IllegalStateException("more messages than may wait have overtaken it");
                        });
                    case REPEAT -> {
                        // Delivered before.
                    }
                }
            }

            @Override
            public Inbox inbox() {
                return inbox;
            }
        };
        reader.add(namespace, added);
        published = (channel, message) -> inbox.offer(message.length, () -> codec.decode(message));
        // Counted as a node only when nothing is missed any more.
        reader.whenStarted(subscription);
    }

    /** Unless it was closed before Redis came: then it would count as a node, and never answer. */
    private synchronized void subscribe() {
        if (!isClosed) {
            subscriber.subscribe(Subscriber.Kind.CHANNEL, channels.own(), published);
            subscriber.subscribe(Subscriber.Kind.CHANNEL, channels.main(), published);
        }
    }

    @Override
    public void publish(ClusterMessage message) {
        if (sender.isInVain(message)) {
            return;
        }
        sender.send(message, () -> {
            if (StreamsCodec.isForStream(message)) {
                Map<String, byte[]> entry = codec.encodeEntry(message);
                repeats.number(entry);
                return entry(config, entry);
            }
            return message(channels.main(), codec.encode(message));
        });
    }

    /** Adds to the stream. */
    static Outgoing entry(RedisConfig config, Map<String, byte[]> entry) {
        XAddArgs bound = new XAddArgs().maxlen(config.streamLength()).approximateTrimming();
        return new Outgoing(length(entry), commands -> commands.xadd(config.prefix(), bound, entry));
    }

    private static Outgoing message(String channel, byte[] message) {
        return new Outgoing(message.length, commands -> Servers.publish(commands, channel, message));
    }

    @Override
    public void answer(Optional<String> asker, ClusterMessage.Answer answer) {
        asker.ifPresent(name -> {
            byte[] message = codec.encode(answer);
            sender.send(answer, () -> message(channels.of(name), message));
        });
    }

    @Override
    public CompletionStage<Integer> nodes() {
        return sender.subscribers(channels.main());
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        reader.cancel(subscription);
        reader.remove(namespace, added);
        subscriber.unsubscribe(Subscriber.Kind.CHANNEL, channels.main(), published);
        subscriber.unsubscribe(Subscriber.Kind.CHANNEL, channels.own(), published);
    }

    private static int length(Map<String, byte[]> fields) {
        return fields.values().stream().mapToInt(value -> value.length).sum();
    }
}
