package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xyz.anipub.engineio.RelayedReply;
import xyz.anipub.engineio.RelayedSession;
import xyz.anipub.engineio.RelayedSocket;
import xyz.anipub.engineio.SessionRouter;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.engineio.packet.PayloadBody;
import xyz.anipub.engineio.relay.NodeRelay;
import xyz.anipub.engineio.relay.RelayConfig;
import xyz.anipub.engineio.session.Timers;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.redis.RedisCluster;
import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/** Two nodes that serve each other's sessions by a real Redis. */
@Timeout(60)
class RedisRelayTest {

    private static final int MANY = 2_000;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    private final TestRedis redis = new TestRedis();
    private final List<RedisCluster> clusters = new ArrayList<>();
    private NodeRelay here;
    private NodeRelay there;
    private final EchoSession session = new EchoSession();

    /** Sends back what comes by a WebSocket, and answers no poll. */
    private static final class EchoSession implements RelayedSession {

        @Override
        public Runnable poll(RelayedReply reply) {
            return () -> {};
        }

        @Override
        public void post(PayloadBody payload, RelayedReply reply) {
            reply.taken();
        }

        @Override
        public void fail(String detail) {}

        @Override
        public RelayedSocket connect(boolean textOnly, RelayedSocket client) {
            return new RelayedSocket() {
                @Override
                public void messages(List<Message> batch) {
                    client.messages(batch);
                }

                @Override
                public void written() {}

                @Override
                public void close(int code, String reason) {}
            };
        }
    }

    /** What a client got. */
    private static final class Client implements RelayedSocket, RelayedReply {

        final Queue<String> heard = new ConcurrentLinkedQueue<>();
        final CompletableFuture<String> end = new CompletableFuture<>();

        @Override
        public void messages(List<Message> batch) {
            batch.forEach(message -> heard.add(new String(message.content(), StandardCharsets.UTF_8)));
        }

        @Override
        public void written() {}

        @Override
        public void close(int code, String reason) {
            end.complete(reason);
        }

        @Override
        public void answer(PayloadBody payload, boolean compressible, Consumer<Boolean> onWritten) {
            onWritten.accept(true);
            end.complete("answered");
        }

        @Override
        public void taken() {
            end.complete("taken");
        }

        @Override
        public void refuse() {
            end.complete("refused");
        }

        @Override
        public void reject(HandshakeError error) {
            end.complete(error.message());
        }
    }

    private static List<RelayedSocket.Message> message(String text) {
        return List.of(new RelayedSocket.Message(false, text.getBytes(StandardCharsets.UTF_8)));
    }

    private void start(RedisFamily family) {
        here = relay(family, (sid, address) -> Optional.empty());
        there = relay(family, (sid, address) -> Optional.of(session));
        await().atMost(SOON).until(() -> route().isPresent());
    }

    private NodeRelay relay(RedisFamily family, SessionRouter own) {
        RedisCluster cluster = new RedisCluster(
                RedisConfig.standard(redis.uri()).with(family),
                ClusterLimits.standard(),
                new ClusterThreads(threads, clock));
        clusters.add(cluster);
        RelayConfig config = RelayConfig.of(EngineConfig.standard());
        NodeRelay relay = new NodeRelay(
                config.with(config.maxOpen(), config.maxBytes(), SILENCE),
                new RedisNodeChannel(cluster),
                threads,
                new Timers(clock, threads));
        relay.start(own);
        return relay;
    }

    private Optional<RelayedSession> route() {
        return here.find(there.newSessionId(), "192.0.2.1");
    }

    @BeforeEach
    void forgetNothing() {
        clusters.clear();
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
        clusters.forEach(RedisCluster::close);
        redis.close();
        clock.shutdownNow();
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(
            value = RedisFamily.class,
            names = {"STREAMS", "CLASSIC"})
    void carriesThereAndBackInOrder(RedisFamily family) {
        start(family);
        Client client = new Client();
        RelayedSocket end = route().orElseThrow().connect(false, client);
        List<String> said = IntStream.range(0, MANY).mapToObj(i -> "4" + i).toList();
        said.forEach(text -> end.messages(message(text)));
        await().atMost(SOON).until(() -> client.heard.size() >= MANY);
        assertThat(client.heard).containsExactlyElementsOf(said);
        assertThat(client.end).isNotDone();
        Client poster = new Client();
        RelayedSession way = route().orElseThrow();
        assertThat(way.beginPost()).isTrue();
        way.post(new PayloadBody("4".repeat(1_000_000).getBytes(StandardCharsets.UTF_8), false), poster);
        assertThat(poster.end).succeedsWithin(SOON).isEqualTo("taken");
    }

    /** Each link has its order, whoever else writes meanwhile. */
    @Test
    void threeNodesTalkAtATime() {
        start(RedisFamily.STREAMS);
        NodeRelay third = relay(RedisFamily.STREAMS, (sid, address) -> Optional.of(session));
        await().atMost(SOON)
                .until(() -> here.find(third.newSessionId(), "192.0.2.1").isPresent());
        List<Client> clients = new ArrayList<>();
        List<CompletableFuture<Void>> talks = new ArrayList<>();
        for (NodeRelay node : List.of(there, third, there, third)) {
            Client client = new Client();
            clients.add(client);
            RelayedSocket end =
                    here.find(node.newSessionId(), "192.0.2.1").orElseThrow().connect(false, client);
            talks.add(CompletableFuture.runAsync(
                    () -> IntStream.range(0, MANY).forEach(i -> end.messages(message("4" + i)))));
        }
        talks.forEach(CompletableFuture::join);
        await().atMost(SOON).until(() -> clients.stream().allMatch(client -> client.heard.size() == MANY));
        third.close();
    }

    @Test
    void endsWhatItCarriesWhenRedisGoesAndBeginsAnewWhenItIsBack() {
        start(RedisFamily.STREAMS);
        Client waiting = new Client();
        Client open = new Client();
        route().orElseThrow().poll(waiting);
        RelayedSocket end = route().orElseThrow().connect(false, open);
        end.messages(message("4a"));
        await().atMost(SOON).until(() -> !open.heard.isEmpty());
        redis.stop();
        assertThat(waiting.end).succeedsWithin(SOON).isEqualTo("Session ID unknown");
        assertThat(open.end).succeedsWithin(SOON).isEqualTo("another node is out of reach");
        await().atMost(SOON).until(() -> route().isEmpty());
        redis.start();
        await().atMost(SOON).until(() -> posts("taken"));
    }

    @Test
    void whatStrangersPublishHarmsNothing() {
        start(RedisFamily.STREAMS);
        Client open = new Client();
        RelayedSocket end = route().orElseThrow().connect(false, open);
        RedisClient stranger = RedisClient.create(redis.uri());
        try (StatefulRedisConnection<String, byte[]> connection =
                stranger.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))) {
            String own = "socket.io-relay#" + there.newSessionId().substring(0, 5) + "#";
            for (String channel : List.of("socket.io-relay#", own)) {
                assertThat(connection.sync().publish(channel, new byte[0])).isPositive();
                assertThat(connection.sync().publish(channel, "garbage".getBytes(StandardCharsets.UTF_8)))
                        .isPositive();
                assertThat(connection.sync().publish(channel, new byte[17_000_000]))
                        .isPositive();
            }
        } finally {
            stranger.shutdown();
        }
        end.messages(message("4well"));
        await().atMost(SOON).until(() -> open.heard.contains("4well"));
        assertThat(open.end).isNotDone();
    }

    private boolean posts(String answer) {
        Client poster = new Client();
        Optional<RelayedSession> route = route();
        route.ifPresent(way -> {
            way.beginPost();
            way.post(new PayloadBody(new byte[] {'4'}, false), poster);
        });
        return route.isPresent()
                && poster.end
                        .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                        .join()
                        .equals(answer);
    }
}
