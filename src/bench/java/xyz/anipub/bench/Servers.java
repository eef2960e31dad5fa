package xyz.anipub.bench;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.testing.TestServer;

/** Those that have been started; each when it is first asked for, and until all are closed. */
final class Servers implements AutoCloseable {

    private final Optional<Path> recordings;
    private final Map<Contestant, Target> running = new EnumMap<>(Contestant.class);
    private @Nullable StoreProcess store;

    /** @param recordings where flight recordings of what is measured go */
    Servers(Optional<Path> recordings) {
        this.recordings = recordings;
    }

    Target running(Contestant contestant) {
        Target target = running.get(contestant);
        if (target == null) {
            target = start(contestant, TestServer.newFolder("bench-" + contestant.name().toLowerCase(Locale.ROOT)));
            running.put(contestant, target);
        }
        return target;
    }

    /** A new process, for whoever asks to close it. @param data the folder of its embedded store, if it has one */
    Target start(Contestant contestant, Path data) {
        return switch (contestant) {
            case OURS -> AniPub.start(contestant, data, Map.of(), Optional.empty(), recordings);
            case OURS_ENDPOINT -> AniPub.start(
                    contestant, data, Map.of("anipub.engineio.websocket", "endpoint"), Optional.empty(), recordings);
            case OURS_STORE_APART -> AniPub.start(contestant, data, Map.of(), Optional.of(store()), recordings);
            case OURS_LIMITED -> AniPub.asItComes(contestant, data, recordings);
            case OURS_REDIS -> {
                TestRedis redis = new TestRedis();
                yield new Cluster(
                        contestant,
                        redis,
                        List.of(AniPub.start(
                                contestant, data, joinedBy(redis), Optional.empty(), recordings)));
            }
            case OURS_TWO -> {
                TestRedis redis = new TestRedis();
                yield new Cluster(
                        contestant,
                        redis,
                        Stream.of("one", "other")
                                .<Target>map(node -> AniPub.start(
                                        contestant,
                                        data.resolveSibling(data.getFileName() + "-" + node),
                                        joinedBy(redis),
                                        Optional.of(store()),
                                        recordings))
                                .toList());
            }
            case NODE_TWO -> {
                TestRedis redis = new TestRedis();
                Map<String, String> environment = Map.of("REDIS_URI", redis.uri());
                yield new Cluster(
                        contestant,
                        redis,
                        List.of(
                                Peer.onNode(contestant, environment, Optional.empty()),
                                Peer.onNode(contestant, environment, Optional.empty())));
            }
            case NODE -> Peer.onNode(contestant, Map.of(), Optional.empty());
            case NODE_STORING -> Peer.onNode(contestant, Map.of(), Optional.of(store()));
            case BUN -> Peer.onBun(contestant);
            case LIMIT -> Peer.limit(contestant);
        };
    }

    private static Map<String, String> joinedBy(TestRedis redis) {
        return Map.of("anipub.redis.uri", redis.uri());
    }

    /** Tells all. */
    void measuring(String label, boolean begins) {
        running.values().forEach(target -> target.measuring(label, begins));
    }

    private StoreProcess store() {
        if (store == null) {
            store = StoreProcess.start();
        }
        return store;
    }

    @Override
    public void close() {
        running.values().forEach(Target::close);
        if (store != null) {
            store.close();
        }
    }
}
