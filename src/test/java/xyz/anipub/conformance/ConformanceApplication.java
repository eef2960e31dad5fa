package xyz.anipub.conformance;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.Session;
import xyz.anipub.engineio.SessionListener;
import xyz.anipub.engineio.config.CorsPolicy;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.HttpRules;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.packet.PacketLimits;
import xyz.anipub.socketio.server.SocketServer;

/**
 * What the official conformance suites ask for, and nothing else (protocol section 10): an Engine.IO that echoes at
 * {@code /engine.io/} and a Socket.IO at {@code /socket.io/}, with their handlers and their times.
 */
@ApplicationScoped
public class ConformanceApplication {

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);

    @Produces
    @Singleton
    @Echoing
    Engine engineIo() {
        // An echo needs no thread of its own; and the suite takes the answers to one payload out of one poll.
        return new Engine(config(), new Echo(), Runnable::run, timers);
    }

    @Produces
    @Singleton
    Engine socketIo() {
        SocketServer server = new SocketServer(
                new SocketServerConfig(
                        Duration.ofMillis(1_000), Duration.ofMillis(2_000), 100, PacketLimits.standard()),
                EngineThreads.of(executor, timers));
        server.of("/").onConnection(socket -> {
            greet(socket);
            socket.on("message", (arguments, ack) -> socket.emit("message-back", arguments.toArray()));
            socket.on("message-with-ack", (arguments, ack) -> ack.send(arguments.toArray()));
        });
        server.of("/custom").onConnection(ConformanceApplication::greet);
        return new Engine(config(), server, executor, timers);
    }

    void closeEngineIo(@Disposes @Echoing Engine engine) {
        engine.close();
    }

    void closeSocketIo(@Disposes Engine engine) {
        engine.close();
    }

    @PreDestroy
    void stop() {
        executor.shutdown();
        timers.shutdown();
    }

    private static EngineConfig config() {
        return EngineConfig.standard()
                .with()
                .pingInterval(Duration.ofMillis(300))
                .pingTimeout(Duration.ofMillis(200))
                .maxHttpBufferSize(1_000_000)
                .http(HttpRules.standard().withCors(CorsPolicy.anyOrigin()))
                .allowEio3(Boolean.getBoolean(ConformanceServer.EIO3))
                .build();
    }

    private static void greet(Socket socket) {
        socket.emit("auth", socket.handshake().auth());
    }

    private static final class Echo implements SessionListener {

        @Override
        public void onOpen(Session session) {
            // Nothing is said before the client speaks.
        }

        @Override
        public void onText(Session session, String text) {
            session.send(PreparedMessage.text(text));
        }

        @Override
        public void onBinary(Session session, byte[] data) {
            session.send(PreparedMessage.binary(data));
        }

        @Override
        public void onClose(Session session, CloseReason reason, String detail) {
            // There is nothing to release.
        }
    }
}
