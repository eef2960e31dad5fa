package xyz.anipub.boot;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.presence.ActiveRooms;
import xyz.anipub.engineio.Engine;
import xyz.anipub.health.Readiness;
import xyz.anipub.metrics.Metrics;
import xyz.anipub.metrics.NodeMeters;
import xyz.anipub.socketio.server.SocketServer;

/** Tells the metrics what to read. */
@SingletonBean
class MetricsStartup {

    @Produces
    @Singleton
    static Metrics metrics() {
        return new Metrics();
    }

    @Inject
    private Metrics metrics;

    @Inject
    private Engine engine;

    @Inject
    private SocketServer server;

    @Inject
    private ActiveRooms rooms;

    @Inject
    private RoomLanes lanes;

    @Inject
    private UserPace pace;

    @Inject
    private LiveNodes nodes;

    @Inject
    private ExecutorProducer executors;

    @Inject
    private ClusterStartup cluster;

    @Inject
    private Readiness readiness;

    @Inject
    private NodeSurroundings surroundings;

    /** Before the first connection. */
    void start() {
        metrics.read(
                new NodeMeters(engine, server.of("/"), rooms, lanes, pace, nodes, executors.pools(), cluster.meter()));
        cluster.redis()
                .ifPresent(trouble -> metrics.tell(
                        "anipub.redis.up", "Whether Redis is there and does what it should", () -> trouble.get()
                                .isEmpty()));
        metrics.tell("anipub.database.up", "Whether the database answers", surroundings::isDatabaseUp);
        metrics.tell("anipub.ready", "Whether balancers should send clients to this node", readiness::isReady);
    }

    /** After the last command of the database. Or, if the deployment has failed, when the container forgets what was made for it. */
    @PreDestroy
    void stop() {
        metrics.close();
    }
}
