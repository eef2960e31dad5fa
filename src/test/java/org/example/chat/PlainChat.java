package org.example.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.handshake.ConnectRefusedException;
import xyz.anipub.socketio.server.SocketServer;

/** The same chat with lambdas: it needs no CDI but for the engine that the doors ask for. */
@ApplicationScoped
public class PlainChat {

    private final ExecutorService handlers = Executors.newFixedThreadPool(8);
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();

    @Produces
    @Singleton
    Engine engine() {
        EngineThreads threads = EngineThreads.of(handlers, timers);
        SocketServer server = new SocketServer(SocketServerConfig.standard(), threads);
        serve(server);
        return new Engine(EngineConfig.standard(), server, threads);
    }

    void close(@Disposes Engine engine) {
        engine.close();
        handlers.shutdown();
        timers.shutdown();
    }

    private static void serve(SocketServer server) {
        server.of("/chat").use(socket -> {
            if (nameOf(socket).isEmpty()) {
                throw new ConnectRefusedException("unauthorized");
            }
        });
        server.of("/chat").onConnection(socket -> socket.join("lobby"));
        server.of("/chat").answer("say", JsonObject.class, (socket, say) -> {
            JsonObject said =
                    Json.createObjectBuilder(say).add("by", nameOf(socket)).build();
            socket.to("lobby").emit("said", said);
            return said; // the ack
        });
    }

    private static String nameOf(Socket socket) {
        return socket.handshake().auth().getString("name", "");
    }
}
