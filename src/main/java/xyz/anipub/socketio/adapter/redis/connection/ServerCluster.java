package xyz.anipub.socketio.adapter.redis.connection;

import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import io.lettuce.core.cluster.topology.TopologyComparators;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A Redis Cluster. Only masters that live are known here: so Lettuce subscribes at none else, closes what leads to one that is no
 * more, and sends again to its successor what was under way there.
 */
final class ServerCluster implements Servers {

    /** In which pauses it is asked who has the keys. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final RedisAddress address;
    private final ClientResources resources;
    private final Client client;

    ServerCluster(RedisAddress address, RedisConfig config) {
        this.address = address;
        this.resources = RedisClients.resources(config);
        this.client = new Client(resources, address.servers());
        ClusterClientOptions.Builder options = ClusterClientOptions.builder()
                .nodeFilter(ServerCluster::isLivingMaster)
                // Who was made a master just now is found by being pointed at.
                .validateClusterNodeMembership(false)
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(LOOK)
                        .adaptiveRefreshTriggersTimeout(LOOK)
                        .build());
        RedisClients.bound(options, config);
        client.setOptions(options.build());
    }

    private static boolean isLivingMaster(RedisClusterNode node) {
        return node.is(NodeFlag.UPSTREAM)
                && !node.is(NodeFlag.FAIL)
                && !node.is(NodeFlag.NOADDR)
                && !node.is(NodeFlag.HANDSHAKE);
    }

    @Override
    public CompletionStage<StatefulConnection<String, byte[]>> connect() {
        return client.refreshPartitionsAsync()
                .thenCompose(known -> client.connectAsync(RedisClients.CODEC))
                .thenApply(connection -> connection);
    }

    @Override
    public CompletionStage<StatefulRedisPubSubConnection<String, byte[]>> connectPubSub() {
        return client.refreshPartitionsAsync()
                .thenCompose(known -> client.connectPubSubAsync(RedisClients.CODEC))
                .thenApply(connection -> connection);
    }

    @Override
    public void listen(RedisConnectionStateListener listener) {
        client.addListener(listener);
    }

    @Override
    public void whenMoved(Runnable task) {
        client.whenMoved.add(task);
    }

    @Override
    public String toString() {
        return address.toString();
    }

    @Override
    public void close() {
        RedisClients.shutdown(client, resources);
    }

    /** Tells of changes after all connections have heard of them. */
    private static final class Client extends RedisClusterClient {

        private final List<Runnable> whenMoved = new CopyOnWriteArrayList<>();
        private @Nullable Partitions before;

        Client(ClientResources resources, List<RedisURI> servers) {
            super(resources, servers);
        }

        @Override
        protected void updatePartitionsInConnections() {
            super.updatePartitionsInConnections();
            if (isMoved()) {
                whenMoved.forEach(Runnable::run);
            }
        }

        private synchronized boolean isMoved() {
            Partitions now = getPartitions().clone();
            boolean isMoved = before == null || TopologyComparators.isChanged(before, now);
            before = now;
            return isMoved;
        }
    }
}
