package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.adapter.SessionKey;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.log.RecoveryConfig;
import xyz.anipub.socketio.adapter.recovery.RecoveringAdapter;
import xyz.anipub.socketio.adapter.redis.RedisCluster;
import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;

/** Two nodes with a Redis in common, and a client of the first. */
abstract class MovingClientsChapter {

    static final Duration SOON = Duration.ofSeconds(20);

    private final ExecutorService handlers = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    final TestRedis redis = new TestRedis();
    private final RedisClient redisClient = RedisClient.create(redis.uri());
    final RedisCommands<String, String> commands = redisClient.connect().sync();
    final Node here = new Node();
    final Node there = new Node();
    final Client client = new Client();

    final class Node {

        final RedisCluster cluster = new RedisCluster(
                RedisConfig.standard(redis.uri()), ClusterLimits.standard(), new ClusterThreads(handlers, timers));
        final ServerFixture fixture = ClusterChapter.server(cluster.adapters(
                (namespace, emitter) -> new RecoveringAdapter(emitter, 5, RecoveryConfig.standard(), timers)));
        final Namespace main = fixture.main;

        private boolean isDead;

        /** Nothing of it leaves any more. */
        void die() {
            cluster.close();
            isDead = true;
        }

        void close() {
            if (!isDead) {
                fixture.server.close();
                cluster.close();
            }
        }
    }

    /** A client's end that does what a real one does about recovery. */
    final class Client {

        Peer peer;
        String sid = "";
        String pid = "";
        String offset = "";
        final List<String> events = new ArrayList<>();

        Client on(Node node) {
            peer = node.fixture.peer();
            peer.say("0");
            await().atMost(SOON).until(() -> hear() && !sid.isEmpty());
            return this;
        }

        /** Comes back by another connection, and hears until it is in. */
        boolean backOn(Node node) {
            String before = sid;
            peer = node.fixture.peer();
            sid = "";
            String last = offset.isEmpty() ? "" : ",\"offset\":\"" + offset + "\"";
            peer.say("0{\"pid\":\"" + pid + "\"" + last + "}");
            await().atMost(SOON).until(() -> hear() && !sid.isEmpty());
            return sid.equals(before);
        }

        boolean hear() {
            for (String message : peer.take()) {
                Matcher welcome = RecoveryChapter.WELCOME.matcher(message);
                Matcher last = RecoveryChapter.LAST_TEXT.matcher(message);
                if (welcome.matches()) {
                    sid = welcome.group(1);
                    pid = welcome.group(2);
                } else if (message.startsWith("2") && last.find()) {
                    offset = last.group(1);
                    events.add(message.replaceFirst("2\\[\"([^\"]*)\".*", "$1"));
                }
            }
            return true;
        }

        void hears(String... expected) {
            await().atMost(SOON).until(() -> hear() && events.size() >= expected.length);
            assertThat(events).containsExactly(expected);
        }
    }

    @BeforeEach
    void connect() {
        ClusterChapter.awaitNodes(here.main, 2);
        ClusterChapter.awaitNodes(there.main, 2);
        client.on(here);
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
        redisClient.shutdown();
        handlers.shutdown();
        timers.shutdownNow();
        redis.close();
    }

    final List<String> kept() {
        return commands.keys("socket.io:session:*");
    }

    /** Until other nodes know of the client's socket, and of what it is in. */
    final void awaitKept(String... rooms) {
        await().atMost(SOON).until(() -> told().stream()
                .anyMatch(session -> Stream.of(rooms).allMatch(session::contains)));
    }

    /** What other nodes know of the client's socket. */
    final List<String> told() {
        return told(client.pid).stream()
                .map(session -> new String(session, StandardCharsets.UTF_8))
                .toList();
    }

    final List<byte[]> told(String pid) {
        return kept().stream()
                .filter(key -> key.endsWith(SessionKey.of(pid).digest()))
                .map(commands::get)
                .filter(Objects::nonNull)
                .map(Base64.getDecoder()::decode)
                .toList();
    }
}
