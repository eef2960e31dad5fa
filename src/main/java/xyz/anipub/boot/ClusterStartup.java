package xyz.anipub.boot;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import xyz.anipub.chat.node.Fence;
import xyz.anipub.socketio.adapter.AdapterFactory;
import xyz.anipub.socketio.adapter.cluster.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.ClusterThreads;
import xyz.anipub.socketio.adapter.redis.RedisCluster;
import xyz.anipub.socketio.adapter.redis.RedisConfig;
import xyz.anipub.socketio.adapter.redis.RedisFamily;

/**
 * Joins this node to others by the Redis of {@code REDIS_URI} (or {@code anipub.redis.uri}). Without one, no class of Redis is
 * touched, and adapters are what they were.
 */
@ApplicationScoped
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

    @PostConstruct
    void join() {
        Optional<String> uri = settings.text("redis.uri").or(() -> settings.text("anipub.redis.uri"));
        uri.ifPresent(this::join);
    }

    private void join(String uri) {
        String family = settings.choice("anipub.redis.adapter", "streams", "sharded", "classic");
        RedisCluster cluster = cluster(config(uri, family));
        joining = local -> cluster.adapters(local, fence::check);
        leaving = cluster::close;
        LOG.log(
                System.Logger.Level.INFO,
                "Other nodes are reached by Redis ({0}). Clients that have lost their connection come back to {1}.",
                family,
                family.equals("streams") ? "any of them" : "the one that they were on");
    }

    private RedisCluster cluster(RedisConfig config) {
        ClusterLimits limits = limits();
        try {
            return new RedisCluster(config, limits, new ClusterThreads(executors.ofCluster(), executors.timers()));
        } catch (IllegalArgumentException e) {
            // The value, which may hold a password, is in the cause's message; it is not repeated.
            throw new IllegalArgumentException("Setting anipub.redis.uri must be an address of Redis, such as"
                    + " redis://host:6379 or rediss://user:password@host:6379.");
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
                settings.number("anipub.redis.stream-length", usual.streamLength()));
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

    /** Ends the connections, after all that may still send. */
    void close() {
        leaving.run();
    }
}
