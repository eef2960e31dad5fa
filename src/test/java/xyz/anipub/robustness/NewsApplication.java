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
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.server.SocketServer;

/** A Socket.IO server that sends everybody 6 MB when one asks for it, and does not ping before a test is over. */
@ApplicationScoped
public class NewsApplication {

    private static final String NEWS = "x".repeat(2_000);

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);

    @Produces
    @Singleton
    Engine engine() {
        timers.setRemoveOnCancelPolicy(true);
        EngineConfig config = EngineConfig.standard()
                .with()
                .pingInterval(Duration.ofMinutes(10))
                .closeLinger(Duration.ofSeconds(2))
                // All come from one address here.
                .addresses(new AddressLimits(new Rate(1_000_000, 1_000_000), 1_000_000, Proxies.none()))
                .build();
        SocketServer server = new SocketServer(SocketServerConfig.standard(), EngineThreads.of(executor, timers));
        server.of("/")
                .onConnection(socket -> socket.on("flood", (arguments, ack) -> {
                    for (int i = 0; i < 3_000; i++) {
                        server.of("/").emit("news", i + NEWS);
                    }
                    ack.send();
                }));
        return new Engine(config, server, executor, timers);
    }

    void close(@Disposes Engine engine) {
        engine.close();
        executor.shutdown();
        timers.shutdown();
    }
}
