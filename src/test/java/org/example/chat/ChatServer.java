package org.example.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.server.SocketServer;

/** The engine and the server that servlet, endpoint and handlers inject. */
@ApplicationScoped
public class ChatServer {

    private final ExecutorService handlers = Executors.newFixedThreadPool(8);
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();

    @Produces
    @Singleton
    SocketServer server() {
        return new SocketServer(SocketServerConfig.standard(), EngineThreads.of(handlers, timers));
    }

    @Produces
    @Singleton
    Engine engine(SocketServer server) {
        return new Engine(EngineConfig.standard(), server, handlers, timers);
    }

    void close(@Disposes Engine engine) {
        engine.close();
        handlers.shutdown();
        timers.shutdown();
    }
}
