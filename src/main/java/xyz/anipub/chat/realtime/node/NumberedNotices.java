package xyz.anipub.chat.realtime.node;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.json.Json;

/**
 * Numbered notices of this node to all others. Each carries keys of what is new; the last number is repeated once a second. A node that
 * has missed some requests them, once a second at most, and gets their keys again, each once: what was lost while Redis was away arrives
 * after all. A node that hears another one for the first time requests what that has sent since it itself began: until then its clients
 * have heard of nothing.
 *
 * <p>A notice is {@code {node, number, after, back, keys}}: what {@code node} has sent after its number {@code after} up to {@code
 * number}; with {@code back} above 0, at least all that it has sent in so many milliseconds. A request is {@code {node, wanted,
 * after}} to {@code wanted}, or with {@code back} in place of {@code after}.
 *
 * <p>Thread-safe: the monitor guards all of it and keeps notices in the order of their numbers; sending only queues. Of its own notices it
 * remembers the last {@value #REMEMBERED} keys: whoever has missed more gets these. What a node had sent nobody when it died is lost.
 */
public final class NumberedNotices {

    static final int REMEMBERED = 1_000;

    /** How much later a question may come than it was asked, or its answer. */
    static final Duration DELAY = Duration.ofSeconds(10);

    /** Nobody has heard nothing for longer. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final String NODE = "node";
    private static final String NUMBER = "number";
    private static final String AFTER = "after";
    private static final String BACK = "back";
    private static final String KEYS = "keys";
    private static final String WANTED = "wanted";
    private static final int MAX_NODES = 100;
    private static final int MAX_KEY = 64;

    private final NodeEvent event;
    private final NodeId me;
    private final LongSupplier nanos;
    private final long begun;

    /** What this node has told, each key once, in the order of the numbers. */
    private final Map<String, Told> told = new LinkedHashMap<>();

    private long number;
    /** The number that was sent last. */
    private long sent;

    private @Nullable Wanted wanted;

    /** The number of each other node up to which nothing was missed; those that were heard of last. */
    private final Map<NodeId, Long> heard = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<NodeId, Long> eldest) {
            return size() > MAX_NODES;
        }
    };

    /** Who is asked at the next beat. */
    private final Set<NodeId> questions = new LinkedHashSet<>();

    /** @param at by the clock that is never set */
    private record Told(long number, long at) {}

    /**
     * What others have asked for since the last beat.
     *
     * @param after the lowest number behind which somebody has missed something
     * @param back for how long somebody has heard nothing, in milliseconds; 0 for nobody
     */
    private record Wanted(long after, long back) {

        Wanted and(Wanted other) {
            return new Wanted(Math.min(after, other.after), Math.max(back, other.back));
        }
    }

    /** @param nanos a clock that is never set */
    public NumberedNotices(NodeEvent event, NodeId me, LongSupplier nanos) {
        this.event = event;
        this.me = me;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    /** Hands on the keys that other nodes tell. To be called once, before the first socket. */
    public void watch(Consumer<List<String>> news) {
        event.on(message -> received(message, news));
    }

    /** Tells the others at once. */
    public synchronized void tell(List<String> keys) {
        if (event.isShared()) {
            note(keys);
            send(sent, 0, keys);
        }
    }

    /** Tells only those who find out by the next beat that they have missed something: the others know it in another way. */
    public synchronized void note(List<String> keys) {
        if (!event.isShared()) {
            return;
        }
        number++;
        Told now = new Told(number, nanos.getAsLong());
        for (String key : keys) {
            told.remove(key);
            told.put(key, now);
        }
        List<String> oldest = told.keySet().stream()
                .limit(Math.max(0, told.size() - REMEMBERED))
                .toList();
        oldest.forEach(told::remove);
    }

    /** Asks for what this node has missed, and tells once more what others have, and the last number. Called by a timer; never waits. */
    public synchronized void beat() {
        if (!event.isShared()) {
            return;
        }
        questions.forEach(this::ask);
        questions.clear();
        Wanted asked = wanted;
        wanted = null;
        if (asked != null) {
            tellAgain(asked);
        }
        send(sent, 0, List.of());
    }

    /** Once for all who have asked. */
    private void tellAgain(Wanted asked) {
        Duration back = Duration.ofMillis(asked.back()).plus(DELAY);
        long after = asked.back() > 0
                ? Math.min(asked.after(), lastBefore(nanos.getAsLong() - back.toNanos()))
                : asked.after();
        List<String> missed = new ArrayList<>();
        told.forEach((key, when) -> {
            if (when.number() > after && when.number() <= sent) {
                missed.add(key);
            }
        });
        // With the number that is known already: who has missed nothing passes it over.
        send(sent, Math.min(after, sent), asked.back(), missed);
    }

    private long lastBefore(long time) {
        return told.values().stream()
                .filter(when -> when.at() - time < 0)
                .mapToLong(Told::number)
                .max()
                .orElse(0);
    }

    private void received(JsonObject message, Consumer<List<String>> news) {
        if (message.containsKey(WANTED)) {
            Wanted asked = message.containsKey(BACK)
                    ? new Wanted(Long.MAX_VALUE, Math.min(number(message, BACK), LONGEST.toMillis()))
                    : new Wanted(number(message, AFTER), 0);
            if (message.getString(WANTED).equals(me.value())) {
                want(asked);
            }
            return;
        }
        NodeId node = new NodeId(message.getString(NODE));
        List<String> keys = message.getJsonArray(KEYS).getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .filter(key -> key.length() <= MAX_KEY)
                .toList();
        if (!node.equals(me) && isNews(node, number(message, NUMBER), number(message, AFTER), number(message, BACK))) {
            news.accept(keys);
        }
    }

    private synchronized void want(Wanted asked) {
        wanted = wanted == null ? asked : wanted.and(asked);
    }

    /** Asks as well if something before it is missing: then it is news, and comes once more with what is missing. */
    private synchronized boolean isNews(NodeId node, long last, long after, long back) {
        Long known = heard.get(node);
        boolean follows = known == null ? back > 0 && silent() - back <= DELAY.toMillis() : after <= known;
        if (!follows) {
            if (questions.size() < MAX_NODES) {
                questions.add(node);
            }
            return true;
        }
        if (known != null && last <= known) {
            return false;
        }
        heard.put(node, last);
        return true;
    }

    private long silent() {
        return Duration.ofNanos(nanos.getAsLong() - begun).toMillis();
    }

    private void ask(NodeId node) {
        Long known = heard.get(node);
        JsonObjectBuilder question =
                Json.createObjectBuilder().add(NODE, me.value()).add(WANTED, node.value());
        event.send((known == null ? question.add(BACK, silent() + 1) : question.add(AFTER, known)).build());
    }

    private void send(long after, long back, List<String> keys) {
        sent = number;
        send(number, after, back, keys);
    }

    private void send(long last, long after, long back, List<String> keys) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        keys.forEach(array::add);
        event.send(Json.createObjectBuilder()
                .add(NODE, me.value())
                .add(NUMBER, last)
                .add(AFTER, after)
                .add(BACK, back)
                .add(KEYS, array)
                .build());
    }

    private static long number(JsonObject message, String name) {
        return message.getJsonNumber(name).longValueExact();
    }
}
