package xyz.anipub.bench;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.peer.Rate;
import xyz.anipub.socketio.config.ConnectionRates;
import xyz.anipub.socketio.config.SocketLimits;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.packet.PacketLimits;
import xyz.anipub.socketio.server.SocketServer;

/** A WAR of the two protocol layers alone, which answers {@code echo} with what came. */
@ApplicationScoped
public class EchoApplication {

    private static final Rate PLENTY = new Rate(1_000_000_000, 1_000_000_000);

    private final ExecutorService executor = Executors.newFixedThreadPool(32);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);

    @Produces
    @Singleton
    Engine engine() {
        SocketLimits limits = new SocketLimits(
                Duration.ofSeconds(30), 100, 100, 100, true, new ConnectionRates(PLENTY, PLENTY, PLENTY));
        SocketServer server = new SocketServer(
                new SocketServerConfig(
                        Duration.ofSeconds(45), Duration.ofSeconds(10), 100, PacketLimits.standard(), limits),
                EngineThreads.of(executor, timers));
        server.of("/").onConnection(socket -> socket.on("echo", (arguments, ack) -> ack.send(first(arguments))));
        return new Engine(config(), server, executor, timers);
    }

    /** By the same door as the chat. */
    private static EngineConfig config() {
        boolean endpointOnly =
                System.getProperty("anipub.engineio.websocket", "auto").equals("endpoint");
        return EngineConfig.standard().with().endpointOnly(endpointOnly).build();
    }

    void close(@Disposes Engine engine) {
        engine.close();
        executor.shutdown();
        timers.shutdown();
    }

    private static JsonValue first(List<JsonValue> arguments) {
        return arguments.get(0);
    }
}
