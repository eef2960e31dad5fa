package xyz.anipub.boot;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import xyz.anipub.auth.login.LoginCounts;
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
import xyz.anipub.web.BodyWaits;

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
    private LoginCounts logins;

    @Inject
    private BodyWaits bodies;

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
        times();
        metrics.limit("logins", logins::refusedLogins);
        metrics.limit("registrations", logins::refusedRegistrations);
        metrics.limit("lanes", lanes::refused);
        metrics.limit("bodies", bodies::refused);
    }

    private void times() {
        metrics.time(
                "anipub_messages_delivery_seconds",
                "From the receipt of a message until the transport of a session here had its last byte, for each session",
                engine.traffic().deliveries());
        metrics.time("anipub_lanes_wait_seconds", "How long tasks waited for their turn in a room", lanes.waits());
        metrics.time(
                "anipub_bodies_wait_seconds",
                "How long bodies of REST requests took that came behind their headers",
                bodies.waits());
        metrics.number("anipub.bodies.waiting", "Bodies of REST requests that are on their way", bodies::waiting);
    }

    /** After the last command of the database. Or, if the deployment has failed, when the container forgets what was made for it. */
    @PreDestroy
    void stop() {
        metrics.close();
    }
}
