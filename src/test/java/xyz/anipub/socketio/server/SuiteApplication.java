package xyz.anipub.socketio.server;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.adapter.Adapter;
import xyz.anipub.socketio.adapter.SocketEmitter;
import xyz.anipub.socketio.adapter.log.RecoveryConfig;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.adapter.recovery.RecoveringAdapter;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.handshake.ConnectRefusedException;
import xyz.anipub.socketio.packet.PacketLimits;

/**
 * What the conformance suite of protocol version 5 asks for, but with a slower heartbeat, for busy machines; and
 * besides it, events and namespaces to reach what the suite leaves out.
 */
@ApplicationScoped
public class SuiteApplication {

    /** Whether the WAR takes clients of revision 3, too. */
    private static final boolean OLDER = SuiteApplication.class.getResource("/older-clients") != null;

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);

    @Produces
    @Singleton
    Engine engine() {
        EngineConfig config = EngineConfig.standard()
                .with()
                .pingInterval(Duration.ofMillis(1_000))
                .pingTimeout(Duration.ofMillis(1_500))
                .allowEio3(OLDER)
                .build();
        SocketServerConfig limits = new SocketServerConfig(
                Duration.ofMillis(1_000), Duration.ofMillis(2_000), 100, PacketLimits.standard());
        SocketServer server = new SocketServer(limits, EngineThreads.of(executor, timers), this::adapter);
        server.of("/").onConnection(socket -> {
            suite(socket);
            besides(server, socket);
        });
        server.of("/custom").onConnection(socket -> {
            suite(socket);
            besides(server, socket);
        });
        refuse(server);
        recover(server);
        return new Engine(config, server, executor, timers);
    }

    void close(@Disposes Engine engine) {
        engine.close();
        executor.shutdown();
        timers.shutdown();
    }

    /** Recovery changes the answer to CONNECT, so the suite's own namespaces do without. */
    private Adapter adapter(String namespace, SocketEmitter emitter) {
        return namespace.equals("/recovery")
                ? new RecoveringAdapter(emitter, 10, RecoveryConfig.standard(), timers)
                : new InMemoryAdapter(emitter, 1_000);
    }

    private static void recover(SocketServer server) {
        Namespace recovery = server.of("/recovery");
        recovery.onConnection(socket -> socket.on("tell", (arguments, ack) -> {
            recovery.emit("told", arguments.toArray());
            ack.send();
        }));
    }

    private static void suite(Socket socket) {
        socket.emit("auth", socket.handshake().auth());
        socket.on("message", (arguments, ack) -> socket.emit("message-back", arguments.toArray()));
        socket.on("message-with-ack", (arguments, ack) -> ack.send(arguments.toArray()));
    }

    private static void besides(SocketServer server, Socket socket) {
        socket.on("1", (arguments, ack) -> socket.emit("one", arguments.toArray()));
        socket.on("error", (arguments, ack) -> socket.emit("error-back", arguments.toArray()));
        socket.on("bug", (arguments, ack) -> {
            throw new IllegalStateException("asked for");
        });
        socket.on("answer twice", (arguments, ack) -> {
            ack.send("first");
            ack.send("second");
        });
        socket.on("ask me", (arguments, ack) -> socket.emitWithAck("question", arguments.toArray())
                .whenComplete((answer, failure) -> socket.emit(
                        "heard", failure == null ? answer : failure.getClass().getSimpleName())));
        socket.on("put me out", (arguments, ack) -> socket.disconnect(false));
        socket.on("put us out", (arguments, ack) -> socket.disconnect(true));
        socket.on("watch", (arguments, ack) -> {
            socket.join("watchers");
            ack.send();
        });
        socket.onDisconnect((reason, detail) -> server.to("watchers").emit("left", socket.id(), reason.text()));
    }

    private static void refuse(SocketServer server) {
        server.of("/refused").use(socket -> {
            throw new ConnectRefusedException("not you", Map.of("code", 7));
        });
        server.of("/refused-without-data").use(socket -> {
            throw new ConnectRefusedException("not you");
        });
        server.of("/early").use(socket -> socket.emit("session", "s"));
    }
}
