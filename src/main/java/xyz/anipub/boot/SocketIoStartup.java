package xyz.anipub.boot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import xyz.anipub.chat.realtime.ChatConnections;
import xyz.anipub.engineio.Engine;
import xyz.anipub.socketio.SocketServer;

/** Starts the chat when the WAR is deployed, and ends it in order when it is undeployed. */
@ApplicationScoped
class SocketIoStartup {

    private static final System.Logger LOG = System.getLogger(SocketIoStartup.class.getName());

    @Inject
    private ChatConnections connections;

    @Inject
    private SocketServer server;

    @Inject
    private Engine engine;

    @Inject
    private Chores chores;

    @Inject
    private ExecutorProducer executors;

    @Inject
    private MongoClientProducer mongo;

    void start(@Observes @Initialized(ApplicationScoped.class) Object deployed) {
        // A database that is away is waited for; one that is configured wrong ends the start here, and says why.
        mongo.database();
        connections.serve(server);
        chores.start();
        LOG.log(System.Logger.Level.INFO, "AniPub Chat is ready for connections at /socket.io/.");
    }

    /** Sockets first, so that their last words still find threads and the database. */
    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object undeployed) {
        chores.stop();
        server.close();
        engine.close();
        executors.stop();
        mongo.close();
    }
}
