package xyz.anipub.boot;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.EngineHooks;
import xyz.anipub.engineio.relay.NodeRelay;
import xyz.anipub.engineio.transport.relayed.OwnSessions;
import xyz.anipub.settings.Settings;
import xyz.anipub.socketio.SocketServer;
import xyz.anipub.socketio.adapter.AdapterFactory;
import xyz.anipub.socketio.adapter.log.RecoveryConfig;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.adapter.recovery.RecoveringAdapter;
import xyz.anipub.socketio.config.SocketServerConfig;

/** Puts the Socket.IO server on an Engine.IO engine; both are plain objects that know no container. */
@SingletonBean
class SocketIoProducer {

    @Produces
    @Singleton
    static SocketServer server(
            SocketServerConfig config,
            RecoveryConfig recovery,
            Settings settings,
            ExecutorProducer executors,
            ClusterStartup cluster) {
        EngineThreads threads = executors.ofEngine();
        int maxRooms = config.limits().maxRooms();
        AdapterFactory local = settings.flag("anipub.socketio.recovery-enabled", true)
                ? (name, emitter) -> new RecoveringAdapter(emitter, maxRooms, recovery, threads.timers())
                : (name, emitter) -> new InMemoryAdapter(emitter, maxRooms);
        return new SocketServer(config, threads, cluster.adapters(local));
    }

    @Produces
    @Singleton
    static Engine engine(EngineConfig config, SocketServer server, ExecutorProducer executors, ClusterStartup cluster) {
        EngineThreads threads = executors.ofEngine();
        Optional<NodeRelay> relay = cluster.relay(config);
        if (relay.isEmpty()) {
            return new Engine(config, server, threads);
        }
        EngineHooks hooks = config.hooks().withGenerateId(request -> relay.get().newSessionId());
        Engine engine = new Engine(config.with().hooks(hooks).build(), server, threads, relay.get());
        relay.get().start(new OwnSessions(engine));
        return engine;
    }
}
