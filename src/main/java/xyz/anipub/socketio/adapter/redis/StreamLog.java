package xyz.anipub.socketio.adapter.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.SetArgs;
import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.SessionKey;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.Inbox;
import xyz.anipub.socketio.adapter.cluster.carrier.KeptSession;
import xyz.anipub.socketio.adapter.cluster.carrier.SharedLog;
import xyz.anipub.socketio.adapter.log.EntryId;
import xyz.anipub.socketio.adapter.redis.codec.MalformedMessageException;
import xyz.anipub.socketio.adapter.redis.codec.MessageLimits;
import xyz.anipub.socketio.adapter.redis.codec.SessionCodec;
import xyz.anipub.socketio.adapter.redis.codec.StreamsCodec;
import xyz.anipub.socketio.adapter.redis.connection.RedisClients;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.Sender;

/**
 * The stream as the log that nodes share, and beside it their sessions, each in a key {@code <prefix>:session:<uid>:<digest of the pid>} of the node
 * that has it: what one writes late is never taken for what another has written since. For one namespace on one node.
 *
 * <p>An entry of ours has its number among its sender's in a field that Node passes over.
 */
final class StreamLog implements SharedLog {

    private static final String NUMBER = "own";
    private static final int PAGE = 200;
    private static final int MAX_NODES = 1_000;
    private static final int MAX_REPEATED = 10_000;
    private static final EntryId BEGINNING = new EntryId(0, 0);

    private final RedisConfig config;
    private final String uid;
    private final StreamsCodec codec;
    private final SessionCodec sessions = new SessionCodec(MessageLimits.standard());
    private final Sender sender;
    private final Consumer<StreamsEntry> adding;
    private final Tally added = new Tally(0);
    /** Those that have not been handled, in order. */
    private final Queue<Arrived> arrived = new ConcurrentLinkedQueue<>();

    private final Map<String, Tally> heard = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tally> eldest) {
            return size() > MAX_NODES;
        }
    };
    /** Entries that repeat others, the newest of them. */
    private final Set<EntryId> repeated = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<EntryId, Boolean> eldest) {
            return size() > MAX_REPEATED;
        }
    });

    /** Null as long as nobody wants to know what is handled. */
    private volatile @Nullable Consumer<EntryId> listener;

    private volatile Runnable lost = () -> {};

    private record Arrived(EntryId id, String sender, long number) {}

    /** What is to be added. */
    record StreamsEntry(ClusterMessage message, Map<String, byte[]> more, Consumer<Boolean> done) {}

    /** @param adding adds an entry, in the order of the calls */
    StreamLog(RedisConfig config, String uid, StreamsCodec codec, Sender sender, Consumer<StreamsEntry> adding) {
        this.config = config;
        this.uid = uid;
        this.codec = codec;
        this.sender = sender;
        this.adding = adding;
    }

    /** Another node's entry is in the inbox. */
    void arrived(EntryId id, Map<String, byte[]> fields) {
        if (listener == null) {
            return;
        }
        OptionalLong number = number(fields);
        StreamsCodec.from(fields)
                .filter(name -> number.isPresent())
                .ifPresent(name -> arrived.add(new Arrived(id, name, number.getAsLong())));
    }

    /** Another node's entry was there before. */
    void repeated(EntryId id) {
        if (listener == null) {
            return;
        }
        synchronized (repeated) {
            repeated.add(id);
        }
    }

    private boolean isRepeated(EntryId id) {
        synchronized (repeated) {
            return repeated.contains(id);
        }
    }

    /** The stream was read up to there; what came before is in the inbox. */
    void readTo(EntryId id, Inbox inbox) {
        Consumer<EntryId> reading = listener;
        if (reading != null) {
            inbox.addTask(() -> reading.accept(id));
        }
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public void publish(ClusterMessage.Broadcast message, long number) {
        Map<String, byte[]> more = Map.of(NUMBER, Long.toString(number).getBytes(StandardCharsets.US_ASCII));
        adding.accept(new StreamsEntry(message, more, isAdded -> {
            added.add(number);
            if (!isAdded) {
                lost.run();
            }
        }));
    }

    @Override
    public void onLost(Runnable hearing) {
        lost = hearing;
    }

    @Override
    public boolean hasAdded(long number) {
        return added.hasAll(number);
    }

    @Override
    public void handled(EntryId id) {
        for (Arrived next = arrived.peek(); next != null && next.id().compareTo(id) <= 0; next = arrived.peek()) {
            arrived.remove();
            long number = next.number();
            synchronized (heard) {
                // What was before the first that came is not awaited.
                heard.computeIfAbsent(next.sender(), any -> new Tally(number - 1))
                        .add(number);
            }
        }
    }

    @Override
    public boolean hasHandled(String other, long number) {
        if (number == 0) {
            return true;
        }
        synchronized (heard) {
            Tally tally = heard.get(other);
            return tally != null && tally.hasAll(number);
        }
    }

    @Override
    public void onRead(Consumer<EntryId> reading) {
        listener = reading;
    }

    @Override
    public CompletionStage<Boolean> isKept(EntryId from) {
        if (from.equals(BEGINNING)) {
            return ask(commands -> commands.xlen(config.prefix())).thenApply(length -> length < config.streamLength());
        }
        Range<String> itself = Range.create(from.toString(), from.toString());
        return ask(commands -> commands.xrange(config.prefix(), itself)).thenApply(found -> !found.isEmpty());
    }

    @Override
    public CompletionStage<List<Entry>> after(EntryId from) {
        Range<String> behind = Range.from(Range.Boundary.including(from.next().toString()), Range.Boundary.unbounded());
        return ask(commands -> commands.xrange(config.prefix(), behind, Limit.from(PAGE)))
                .thenApply(found -> found.stream().map(this::entry).toList());
    }

    /** Those of all namespaces: who comes back to what stood in a place that is empty now gets a new socket. */
    @Override
    public CompletionStage<Integer> retract(Predicate<String> text) {
        return retract(BEGINNING, text, 0);
    }

    private CompletionStage<Integer> retract(EntryId from, Predicate<String> text, int before) {
        Range<String> behind = Range.from(Range.Boundary.including(from.next().toString()), Range.Boundary.unbounded());
        return ask(commands -> commands.xrange(config.prefix(), behind, Limit.from(PAGE)))
                .thenCompose(page -> {
                    String[] ids = page.stream()
                            .filter(each -> each.getBody().values().stream()
                                    .anyMatch(value -> text.test(new String(value, StandardCharsets.ISO_8859_1))))
                            .map(StreamMessage::getId)
                            .toArray(String[]::new);
                    CompletionStage<?> removed = ids.length == 0
                            ? CompletableFuture.completedFuture(0L)
                            : ask(commands -> commands.xdel(config.prefix(), ids));
                    int all = before + ids.length;
                    return page.size() < PAGE
                            ? removed.thenApply(done -> all)
                            : removed.thenCompose(done -> retract(
                                    EntryId.parse(page.get(page.size() - 1).getId())
                                            .orElseThrow(),
                                    text,
                                    all));
                });
    }

    private Entry entry(StreamMessage<String, byte[]> found) {
        Map<String, byte[]> fields = found.getBody();
        EntryId id = EntryId.parse(found.getId()).orElseThrow();
        Optional<ClusterMessage.Broadcast> broadcast = Optional.empty();
        try {
            broadcast = isRepeated(id) ? Optional.empty() : codec.replayEntry(fields);
        } catch (MalformedMessageException e) {
            // It was delivered to nobody.
        }
        return new Entry(id, StreamsCodec.from(fields), number(fields), broadcast, StreamsCarrier.length(fields));
    }

    @Override
    public boolean isReachable() {
        return sender.isConnected();
    }

    @Override
    public CompletionStage<?> save(KeptSession session, Duration lifetime) {
        return set(session, SetArgs.Builder.px(lifetime));
    }

    @Override
    public CompletionStage<Boolean> replace(KeptSession session, Duration lifetime) {
        return set(session, SetArgs.Builder.px(lifetime).xx()).thenApply(Objects::nonNull);
    }

    private CompletionStage<String> set(KeptSession session, SetArgs how) {
        String key = key(uid, session.pid());
        byte[] value = sessions.encode(session);
        return ask(commands -> commands.set(key, value, how));
    }

    @Override
    public CompletionStage<?> delete(String pid) {
        return ask(commands -> commands.del(key(uid, pid)));
    }

    @Override
    public CompletionStage<Optional<KeptSession>> take(String owner, String pid) {
        return ask(commands -> commands.getdel(key(owner, pid)))
                .thenApply(value -> Optional.ofNullable(value).map(sessions::decode));
    }

    private String key(String owner, String pid) {
        // Not the secret itself: keys are listed, and logged.
        return config.prefix() + ":session:" + owner + ":" + SessionKey.of(pid).digest();
    }

    /** At once if Redis is known to be away: its client is better off with a new socket. */
    private <T> CompletionStage<T> ask(Sender.Command<T> command) {
        return sender.isConnected()
                ? sender.ask(command)
                : CompletableFuture.failedStage(new IllegalStateException("Redis is away"));
    }

    private static OptionalLong number(Map<String, byte[]> fields) {
        byte[] digits = fields.get(NUMBER);
        try {
            return digits == null || digits.length > 20
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(RedisClients.text(digits)));
        } catch (NumberFormatException e) {
            // Somebody else's field.
            return OptionalLong.empty();
        }
    }
}
