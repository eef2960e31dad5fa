package xyz.anipub.boot;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.node.Fence;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.relay.NodeChannel;
import xyz.anipub.engineio.relay.NodeRelay;
import xyz.anipub.engineio.relay.RelayConfig;
import xyz.anipub.engineio.session.Timers;
import xyz.anipub.health.Reason;
import xyz.anipub.settings.Settings;
import xyz.anipub.socketio.adapter.AdapterFactory;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMeter;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.redis.RedisCluster;
import xyz.anipub.socketio.adapter.redis.connection.RedisConfig;
import xyz.anipub.socketio.adapter.redis.connection.RedisFamily;

/**
 * Joins this node to others by the Redis of {@code REDIS_URI} (or {@code anipub.redis.uri}). Without one, no class of Redis is
 * touched, and adapters are what they were.
 */
@SingletonBean
class ClusterStartup {

    private static final System.Logger LOG = System.getLogger(ClusterStartup.class.getName());

    @Inject
    private Settings settings;

    @Inject
    private ExecutorProducer executors;

    @Inject
    private Fence fence;

    private UnaryOperator<AdapterFactory> joining = UnaryOperator.identity();
    private Runnable leaving = () -> {};
    private Optional<Supplier<Optional<Reason>>> trouble = Optional.empty();
    private Optional<ClusterMeter> meter = Optional.empty();
    private Optional<NodeChannel> channel = Optional.empty();
    private Optional<NodeRelay> relay = Optional.empty();

    @PostConstruct
    void join() {
        Optional<String> uri = settings.text("redis.uri").or(() -> settings.text("anipub.redis.uri"));
        uri.ifPresent(this::join);
    }

    private void join(String uri) {
        String family = settings.choice("anipub.redis.adapter", "streams", "sharded", "classic");
        RedisConfig config = config(uri, family);
        RedisCluster cluster = cluster(
                settings.text("anipub.redis.ca").map(ca -> trusting(config, ca)).orElse(config));
        joining = local -> cluster.adapters(local, fence::check);
        leaving = cluster::close;
        meter = Optional.of(cluster.meter());
        trouble = Optional.of(() -> cluster.trouble().map(word -> Reason.valueOf(word.name())));
        channel = settings.flag("anipub.redis.relay", true)
                ? Optional.of(new RedisNodeChannel(cluster))
                : Optional.empty();
        LOG.log(
                System.Logger.Level.INFO,
                "Other nodes are reached by Redis ({0}). Clients that have lost their connection come back to {1}.",
                family,
                config.recovery() && config.family() == RedisFamily.STREAMS
                        ? "any of them"
                        : "the one that they were on");
    }

    private RedisCluster cluster(RedisConfig config) {
        ClusterLimits limits = limits();
        try {
            return new RedisCluster(config, limits, new ClusterThreads(executors.ofCluster(), executors.timers()));
        } catch (IllegalArgumentException e) {
            // The value, which may hold a password, is in the cause's message; it is not repeated.
            throw new IllegalArgumentException("Setting anipub.redis.uri must be an address of Redis, such as"
                    + " redis://host:6379, rediss://user:password@host:6379, redis://host1:6379,host2:6379 for a Redis"
                    + " Cluster, or redis-sentinel://host1,host2#master.");
        }
    }

    private RedisConfig config(String uri, String family) {
        RedisConfig usual = RedisConfig.standard(uri);
        return new RedisConfig(
                uri,
                RedisFamily.valueOf(family.toUpperCase(Locale.ROOT)),
                settings.text("anipub.redis.prefix", usual.prefix()),
                settings.millis("anipub.redis.command-timeout", usual.commandTimeout()),
                settings.millis("anipub.redis.keep", usual.keep()),
                settings.number("anipub.redis.waiting-messages", usual.maxWaiting()),
                settings.number("anipub.redis.waiting-bytes", Math.toIntExact(usual.maxWaitingBytes())),
                settings.number("anipub.redis.stream-length", usual.streamLength()),
                usual.ca(),
                settings.flag("anipub.redis.recovery", usual.recovery()));
    }

    private static RedisConfig trusting(RedisConfig config, String ca) {
        try {
            return config.trusting(Path.of(ca));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Setting anipub.redis.ca: " + e.getMessage() + ".", e);
        }
    }

    private ClusterLimits limits() {
        ClusterLimits usual = ClusterLimits.standard();
        return new ClusterLimits(
                settings.number("anipub.redis.inbox-messages", usual.maxWaiting()),
                settings.number("anipub.redis.inbox-bytes", Math.toIntExact(usual.maxWaitingBytes())),
                settings.number("anipub.redis.requests-max", usual.maxRequests()),
                settings.millis("anipub.redis.ask-timeout", usual.askTimeout()),
                settings.millis("anipub.redis.ask-timeout-max", usual.maxAskTimeout()));
    }

    /** What makes the adapters of a node: those of the cluster, over its own. */
    AdapterFactory adapters(AdapterFactory local) {
        return joining.apply(local);
    }

    /** Makes this node serve requests for sessions of others, too; empty if there are none, or that is not wanted. */
    Optional<NodeRelay> relay(EngineConfig engine) {
        relay = channel.map(by -> {
            RelayConfig usual = RelayConfig.of(engine);
            RelayConfig config = usual.with(
                    settings.number("anipub.redis.relay-max", usual.maxOpen()),
                    settings.number("anipub.redis.relay-bytes", Math.toIntExact(usual.maxBytes())),
                    settings.millis("anipub.redis.relay-timeout", usual.patience()));
            EngineThreads threads = executors.ofEngine();
            Timers timers = new Timers(threads.timers(), threads.writers());
            return new NodeRelay(config, by, threads.writers(), timers);
        });
        return relay;
    }

    /** What goes between this node and others; empty if there is no Redis. */
    Optional<ClusterMeter> meter() {
        return meter;
    }

    /** What is wrong with Redis now, if anything; empty if there is none. */
    Optional<Supplier<Optional<Reason>>> redis() {
        return trouble;
    }

    /** Carries nothing for this node's clients any more; to be called before the engine waits for their connections. */
    void leaveRelay() {
        relay.ifPresent(NodeRelay::leave);
    }

    /** Carries nothing any more, after the engine's sessions have said their last words. */
    void stopRelay() {
        relay.ifPresent(NodeRelay::close);
    }

    /** Ends the connections, after all that may still send. Also if the deployment has failed; twice is once. */
    @PreDestroy
    void close() {
        leaving.run();
        leaving = () -> {};
    }
}
