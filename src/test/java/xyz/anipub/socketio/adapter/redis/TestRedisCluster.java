package xyz.anipub.socketio.adapter.redis;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.ClusterPartitionParser;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import xyz.anipub.testing.Program;
import xyz.anipub.testing.TestServer;

/** A Redis Cluster of three masters, each with a replica, that takes over two seconds after its end. */
public final class TestRedisCluster implements AutoCloseable {

    private static final String CLI = "/usr/bin/redis-cli";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<RedisProcess> servers;
    private final RedisClient client = RedisClient.create();

    /** @param arguments further ones of each server */
    public TestRedisCluster(String... arguments) {
        servers = IntStream.range(0, 6).mapToObj(i -> server(arguments)).toList();
        create();
        await().atMost(PATIENCE).until(this::isWhole);
    }

    private static RedisProcess server(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--cluster-enabled", "yes",
                "--cluster-port", String.valueOf(TestServer.freePort()),
                "--cluster-node-timeout", "2000",
                "--cluster-replica-validity-factor", "0",
                "--repl-diskless-sync-delay", "0"));
        all.addAll(List.of(arguments));
        return RedisProcess.server(all.toArray(String[]::new));
    }

    private void create() {
        List<String> command = new ArrayList<>(List.of(Program.require(CLI).toString(), "--cluster", "create"));
        servers.forEach(server -> command.add("127.0.0.1:" + server.port()));
        command.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
        Program.run(command);
    }

    /** Some of its servers, as one writes it in a setting. */
    public String uri() {
        return servers.stream()
                .limit(3)
                .map(server -> "127.0.0.1:" + server.port())
                .collect(Collectors.joining(",", "redis://", ""));
    }

    /** What its servers have refused to users. */
    public List<String> refusals() {
        return servers.stream()
                .flatMap(server -> ask(server, RedisCommands::aclLog).stream())
                .map(each -> each.get("username") + " " + each.get("object"))
                .distinct()
                .toList();
    }

    /** The server that has a key or a sharded channel. */
    public RedisProcess master(String key) {
        return process(view().getMasterBySlot(SlotHash.getSlot(key)));
    }

    /** A key that the first of {@link #uri}'s servers has not. */
    public String elsewhere() {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "key-" + i)
                .filter(key -> master(key) != servers.get(0))
                .findFirst()
                .orElseThrow();
    }

    /** The master at which somebody listens to a channel that is not sharded. */
    public RedisProcess masterOfSubscribers(String channel) {
        return servers.stream()
                .filter(server -> server.isAlive()
                        && ask(server, commands -> commands.pubsubNumsub(channel))
                                        .getOrDefault(channel, 0L)
                                > 0)
                .findFirst()
                .orElseThrow();
    }

    private <T> T ask(RedisProcess server, Function<RedisCommands<String, String>, T> question) {
        try (StatefulRedisConnection<String, String> connection =
                client.connect(RedisURI.create("127.0.0.1", server.port()))) {
            return question.apply(connection.sync());
        }
    }

    /** Lets its replica take a master's place, as one does before an upgrade. */
    public void handOver(RedisProcess master) {
        Partitions view = view();
        String name = view.stream()
                .filter(node -> process(node) == master)
                .map(RedisClusterNode::getNodeId)
                .findFirst()
                .orElseThrow();
        RedisProcess replica = view.stream()
                .filter(node -> name.equals(node.getSlaveOf()))
                .map(this::process)
                .findFirst()
                .orElseThrow();
        ask(replica, commands -> commands.clusterFailover(false));
        await().atMost(PATIENCE).until(() -> ask(replica, commands -> commands.info("replication"))
                .contains("role:master"));
    }

    /** Starts what was killed, and waits until it follows its successor. */
    public void repair() {
        servers.stream().filter(server -> !server.isAlive()).forEach(RedisProcess::start);
        await().atMost(PATIENCE).until(this::isWhole);
    }

    private RedisProcess process(RedisClusterNode node) {
        return servers.stream()
                .filter(server -> server.port() == node.getUri().getPort())
                .findFirst()
                .orElseThrow();
    }

    private Partitions view() {
        return views().get(0);
    }

    private List<Partitions> views() {
        return servers.stream()
                .filter(RedisProcess::isAlive)
                .map(server -> ClusterPartitionParser.parse(this.<String>ask(server, RedisCommands::clusterNodes)))
                .toList();
    }

    /** Everybody sees three masters, each with a replica that has all of its data. */
    private boolean isWhole() {
        try {
            return views().stream()
                            .allMatch(view -> view.stream()
                                                    .filter(node -> isWell(node) && node.is(NodeFlag.UPSTREAM))
                                                    .count()
                                            == 3
                                    && view.stream()
                                                    .filter(node -> isWell(node) && node.is(NodeFlag.REPLICA))
                                                    .map(RedisClusterNode::getSlaveOf)
                                                    .distinct()
                                                    .count()
                                            == 3
                                    && view.getMasterBySlot(0) != null)
                    && servers.stream().allMatch(this::isSynchronous);
        } catch (RedisException e) {
            return false;
        }
    }

    private static boolean isWell(RedisClusterNode node) {
        return !node.is(NodeFlag.FAIL) && !node.is(NodeFlag.EVENTUAL_FAIL) && !node.is(NodeFlag.HANDSHAKE);
    }

    private boolean isSynchronous(RedisProcess server) {
        String state = ask(server, commands -> commands.info("replication") + commands.clusterInfo());
        return (state.contains("role:master") || state.contains("master_link_status:up"))
                && state.contains("cluster_state:ok");
    }

    @Override
    public void close() {
        servers.forEach(RedisProcess::close);
        client.shutdown();
    }
}
