package xyz.anipub.chat.realtime.socket;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import xyz.anipub.auth.UnavailableException;
import xyz.anipub.auth.session.SessionEnds;
import xyz.anipub.auth.token.TokenRevocationListener;
import xyz.anipub.auth.token.Tokens;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.server.SocketServer;

/**
 * The connected sockets of this node by user, how many a user may have, and the end of those whose token ends, connected or away.
 *
 * <p>The index is a concurrent map of concurrent sets, changed inside {@code compute}, where nothing foreign is called.
 * A socket is in it from its connection to its disconnection.
 */
@SingletonBean
public class ChatSockets implements TokenRevocationListener {

    private static final System.Logger LOG = System.getLogger(ChatSockets.class.getName());

    private final Map<UserId, Set<ChatSocket>> byUser = new ConcurrentHashMap<>();
    private final Namespace namespace;
    private final Tokens tokens;
    private final SessionEnds ends;
    private final SocketServer server;
    private final Clock clock;
    private final int maxPerUser;
    private final SocketCounts elsewhere;

    /** Whose number of sockets is another since the last {@link #takeChanged}; empty while the namespace lives on one node. */
    private final Set<UserId> changed = ConcurrentHashMap.newKeySet();

    @Inject
    public ChatSockets(
            SocketServer server,
            Tokens tokens,
            SessionEnds ends,
            Clock clock,
            UserLimits limits,
            SocketCounts elsewhere) {
        this.ends = ends;
        this.namespace = server.of("/");
        this.tokens = tokens;
        this.server = server;
        this.clock = clock;
        this.maxPerUser = limits.maxSockets();
        this.elsewhere = elsewhere;
    }

    /**
     * Whether the user may have one more. Some that connect at the same moment may all hear yes, and in the same second on
     * several nodes.
     */
    boolean hasRoomFor(UserId user) {
        return count(user) + elsewhere.of(user) < maxPerUser;
    }

    /** How many sockets a user has on this node. */
    int count(UserId user) {
        return byUser.getOrDefault(user, Set.of()).size();
    }

    /** All who have a socket on this node. */
    Set<UserId> users() {
        return Set.copyOf(byUser.keySet());
    }

    /** Whose number of sockets is another since the last call, if the namespace is shared with other nodes. */
    Set<UserId> takeChanged() {
        Set<UserId> taken = Set.copyOf(changed);
        changed.removeAll(taken);
        return taken;
    }

    /** Takes a socket that has just connected, until it disconnects; it ends with its token, or at once if it is one too
     * many. */
    public void add(ChatSocket socket) {
        if (add(byUser, socket.userId(), socket) + elsewhere.of(socket.userId()) > maxPerUser) {
            end(socket);
        }
        noteChange(socket.userId());
        // A revocation between the check of the token and this moment found no socket to end.
        if (tokens.hasEnded(socket.principal())) {
            end(socket);
            return;
        }
        endAt(socket.principal().expiresAt(), socket);
    }

    private void endAt(Instant end, ChatSocket socket) {
        Future<?> expiry = server.schedule(Duration.between(clock.instant(), end), () -> endUnlessRenewed(socket, end));
        socket.socket().onDisconnect((reason, detail) -> expiry.cancel(false));
    }

    /** Its token has been renewed if its user is there, perhaps on another node: nobody need connect again for that. */
    private void endUnlessRenewed(ChatSocket socket, Instant known) {
        Instant end;
        try {
            end = ends.of(socket.principal());
        } catch (UnavailableException unknown) {
            LOG.log(System.Logger.Level.DEBUG, "a socket ends whose token may have been renewed", unknown);
            end = Instant.MIN;
        }
        if (end.isAfter(known)) {
            endAt(end, socket);
        } else {
            end(socket);
        }
    }

    public void remove(ChatSocket socket) {
        remove(byUser, socket.userId(), socket);
        noteChange(socket.userId());
    }

    /** After the change, so that whoever takes the note finds it. */
    private void noteChange(UserId user) {
        if (namespace.isShared()) {
            changed.add(user);
        }
    }

    /** The sockets of a user on this node, as of now. */
    public Collection<ChatSocket> of(UserId user) {
        return List.copyOf(byUser.getOrDefault(user, Set.of()));
    }

    /** All sockets of this node, as of now. */
    public Stream<ChatSocket> all() {
        return byUser.values().stream().flatMap(Set::stream);
    }

    @Override
    public void revoked(String tokenId) {
        // Each node hears of it and acts on its own.
        namespace.local().in(ChatSocket.listOf(tokenId)).disconnectSockets(true);
    }

    @Override
    public void ended(String userId, String spared) {
        namespace
                .local()
                .in(ChatSocket.listOf(new UserId(userId)))
                .except(ChatSocket.listOf(spared))
                .disconnectSockets(true);
    }

    private static void end(ChatSocket socket) {
        socket.socket().disconnect(true);
    }

    private static <K> int add(Map<K, Set<ChatSocket>> index, K key, ChatSocket socket) {
        return index.compute(key, (same, sockets) -> {
                    Set<ChatSocket> target = sockets == null ? ConcurrentHashMap.newKeySet(1) : sockets;
                    target.add(socket);
                    return target;
                })
                .size();
    }

    private static <K> void remove(Map<K, Set<ChatSocket>> index, K key, ChatSocket socket) {
        index.computeIfPresent(key, (same, sockets) -> {
            sockets.remove(socket);
            return sockets.isEmpty() ? null : sockets;
        });
    }
}
