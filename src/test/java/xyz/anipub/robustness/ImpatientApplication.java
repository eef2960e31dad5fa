package xyz.anipub.robustness;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.config.AddressLimits;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.peer.Proxies;
import xyz.anipub.peer.Rate;
import xyz.anipub.socketio.config.SocketLimits;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.packet.PacketLimits;
import xyz.anipub.socketio.server.SocketServer;

/** A Socket.IO server whose deadlines are short, so that a test can see all of them pass. */
@ApplicationScoped
public class ImpatientApplication {

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);

    @Produces
    @Singleton
    Engine engine() {
        // Else a timer that has been cancelled stays until it would have run out.
        timers.setRemoveOnCancelPolicy(true);
        EngineConfig config = EngineConfig.standard()
                .with()
                .pingInterval(Duration.ofSeconds(4))
                .pingTimeout(Duration.ofSeconds(2))
                .closeLinger(Duration.ofSeconds(2))
                .readTimeout(Duration.ofSeconds(2))
                // All come from one address here.
                .addresses(new AddressLimits(new Rate(1_000_000, 1_000_000), 1_000_000, Proxies.none()))
                .build();
        SocketLimits limits = new SocketLimits(Duration.ofSeconds(2), 100, 1_000, 100, true);
        SocketServer server = new SocketServer(
                new SocketServerConfig(
                        Duration.ofMinutes(1), Duration.ofSeconds(2), 100, PacketLimits.standard(), limits),
                EngineThreads.of(executor, timers));
        server.of("/").onConnection(socket -> socket.on("say", (arguments, ack) -> ack.send(arguments.toArray())));
        return new Engine(config, server, executor, timers);
    }

    void close(@Disposes Engine engine) {
        engine.close();
        executor.shutdown();
        timers.shutdown();
    }
}
