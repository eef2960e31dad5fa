package xyz.anipub.chat.realtime.socket;

import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.realtime.node.NodeFeed;
import xyz.anipub.json.Json;
import xyz.anipub.socketio.server.SocketServer;

/**
 * Enforces the limits of users across nodes: every {@link #BEAT} each node tells the others what its users have spent since the last
 * one, and whose number of sockets is another. Who acts on several nodes is slowed down as on one, but for that second.
 *
 * <p>Numbers of sockets are numbered messages; who misses one asks for all. What is lost of the spending is not made up for: it is
 * over in a moment. Does nothing while the namespace lives on one node; nothing waits, and the monitor keeps messages in the order
 * of their numbers.
 */
@SingletonBean
public class LimitsFeed {

    /** How often each node is to call {@link #beat}. */
    public static final Duration BEAT = Duration.ofSeconds(1);

    private static final String EVENT = "anipub:limits";
    private static final String COUNTS = "counts";
    private static final String SOCKETS = "sockets";
    private static final int USERS_AT_ONCE = 500;

    private final NodeFeed feed;
    private final ChatSockets sockets;
    private final SocketCounts elsewhere;
    private final UserPace pace;

    private long number;
    private boolean begun;

    @Inject
    LimitsFeed(SocketServer server, ChatSockets sockets, SocketCounts elsewhere, UserPace pace, LiveNodes nodes) {
        this(server, sockets, elsewhere, pace, nodes.me());
    }

    public LimitsFeed(SocketServer server, ChatSockets sockets, SocketCounts elsewhere, UserPace pace, NodeId me) {
        this.feed = new NodeFeed(server, EVENT, me);
        this.sockets = sockets;
        this.elsewhere = elsewhere;
        this.pace = pace;
    }

    /** Takes part from now on. To be called once, before the first socket. */
    public void watch() {
        feed.watch(this::received, this::gone);
        if (feed.isShared()) {
            pace.share();
        }
    }

    /** Tells what is new, if only that this node lives. Called by a timer; never waits. */
    public synchronized void beat() {
        if (!feed.isShared() || feed.hasLeft()) {
            return;
        }
        elsewhere.forgetSilent();
        for (UserPace.Kind kind : UserPace.Kind.values()) {
            Map<UserId, Integer> spent = pace.takeSpent(kind);
            pieces(spent.keySet())
                    .forEach(some -> feed.send(feed.message(name(kind)).add(COUNTS, counts(some, spent::get))));
        }
        boolean first = feed.takeWanted() || !begun;
        begun = true;
        Set<UserId> changed = sockets.takeChanged();
        List<List<UserId>> pieces = pieces(first ? sockets.users() : changed);
        tellSockets(first, pieces.isEmpty() ? List.of() : pieces.get(0));
        pieces.stream().skip(1).forEach(some -> tellSockets(false, some));
    }

    /** Has the others count this node's sockets no more. */
    public synchronized void leave() {
        feed.leave();
    }

    private void tellSockets(boolean first, List<UserId> users) {
        number++;
        feed.send(feed.message(SOCKETS, number).add("first", first).add(COUNTS, counts(users, sockets::count)));
    }

    private synchronized void received(NodeId node, String kind, JsonObject message) {
        if (kind.equals(SOCKETS)) {
            if (!elsewhere.take(node, NodeFeed.number(message), message.getBoolean("first"), counts(message))) {
                feed.ask(node);
            }
        } else {
            UserPace.Kind spent = UserPace.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
            counts(message).forEach((user, count) -> pace.spentElsewhere(spent, user, count));
        }
    }

    private synchronized void gone(NodeId node) {
        elsewhere.forget(node);
    }

    private static List<List<UserId>> pieces(Set<UserId> users) {
        List<UserId> all = List.copyOf(users);
        List<List<UserId>> pieces = new ArrayList<>();
        for (int from = 0; from < all.size(); from += USERS_AT_ONCE) {
            pieces.add(all.subList(from, Math.min(from + USERS_AT_ONCE, all.size())));
        }
        return pieces;
    }

    private static JsonObjectBuilder counts(List<UserId> users, ToIntFunction<UserId> count) {
        JsonObjectBuilder counts = Json.createObjectBuilder();
        users.forEach(user -> counts.add(user.value(), count.applyAsInt(user)));
        return counts;
    }

    private static Map<UserId, Integer> counts(JsonObject message) {
        Map<UserId, Integer> counts = new HashMap<>();
        message.getJsonObject(COUNTS)
                .forEach((user, count) ->
                        counts.put(new UserId(user), Math.max(0, ((JsonNumber) count).intValueExact())));
        return counts;
    }

    private static String name(UserPace.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
