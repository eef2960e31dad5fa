package xyz.anipub.socketio.adapter.redis;

import io.lettuce.core.XAddArgs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import xyz.anipub.socketio.adapter.RoomMembership;
import xyz.anipub.socketio.adapter.cluster.carrier.Carrier;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.Inbox;
import xyz.anipub.socketio.adapter.cluster.carrier.SharedLog;
import xyz.anipub.socketio.adapter.log.EntryId;
import xyz.anipub.socketio.adapter.redis.StreamLog.StreamsEntry;
import xyz.anipub.socketio.adapter.redis.codec.ClusterChannels;
import xyz.anipub.socketio.adapter.redis.codec.MessageLimits;
import xyz.anipub.socketio.adapter.redis.codec.NodeIds;
import xyz.anipub.socketio.adapter.redis.codec.StreamsCodec;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.Sender;
import xyz.anipub.socketio.adapter.redis.connection.Sender.Outgoing;
import xyz.anipub.socketio.adapter.redis.connection.Servers;
import xyz.anipub.socketio.adapter.redis.connection.Subscriber;

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
    private final StreamLog log;
    private final Repeats repeats;
    /** Set by {@link #open}, before it is used. */
    @SuppressWarnings("NullAway.Init")
    private StreamReader.Listener added;

    /** Set by {@link #open}, before it is used. */
    @SuppressWarnings("NullAway.Init")
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
        this.log = new StreamLog(config, name, codec, sender, this::add);
        this.repeats = new Repeats(config.maxWaiting());
    }

    @Override
    public void open(Inbox inbox, RoomMembership rooms) {
        added = new StreamReader.Listener() {
            @Override
            public void entry(EntryId id, Map<String, byte[]> fields) {
                if (Arrays.equals(uid, fields.get("uid"))) {
                    return;
                }
                switch (repeats.find(fields)) {
                    case NEW -> {
                        log.arrived(id, fields);
                        inbox.add(length(fields), () -> codec.decodeEntry(id, fields));
                    }
                    case REPEAT -> log.repeated(id);
                    case TOO_OLD ->
                        inbox.add(0, () -> {
                            throw new IllegalStateException("more messages than may wait have overtaken it");
                        });
                }
            }

            @Override
            public void readTo(EntryId id) {
                log.readTo(id, inbox);
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
        if (StreamsCodec.isForStream(message)) {
            add(new StreamsEntry(message, Map.of(), any -> {}));
        } else {
            sender.send(message, () -> message(channels.main(), codec.encode(message)));
        }
    }

    private void add(StreamsEntry added) {
        sender.send(
                added.message(),
                () -> {
                    Map<String, byte[]> entry = codec.encodeEntry(added.message());
                    repeats.number(entry);
                    entry.putAll(added.more());
                    return entry(config, entry);
                },
                added.done());
    }

    @Override
    public Optional<SharedLog> log() {
        return config.recovery() ? Optional.of(log) : Optional.empty();
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

    static int length(Map<String, byte[]> fields) {
        return fields.values().stream().mapToInt(value -> value.length).sum();
    }
}
