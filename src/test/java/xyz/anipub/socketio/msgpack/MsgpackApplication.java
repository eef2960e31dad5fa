package xyz.anipub.socketio.msgpack;

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
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.config.SocketLimits;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.handshake.ConnectRefusedException;
import xyz.anipub.socketio.packet.PacketLimits;
import xyz.anipub.socketio.server.SocketServer;

/** A server whose packets are MessagePack; it sends back what it hears. */
@ApplicationScoped
public class MsgpackApplication {

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);

    @Produces
    @Singleton
    Engine engine() {
        SocketServer server = new SocketServer(
                new SocketServerConfig(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        100,
                        PacketLimits.standard(),
                        SocketLimits.standard(),
                        new MsgpackParser()),
                EngineThreads.of(executor, timers));
        server.of("/").onConnection(socket -> serve(server, socket));
        server.of("/auth")
                .onConnection(socket -> socket.emit("auth", socket.handshake().auth()));
        server.of("/refused").use(socket -> {
            throw new ConnectRefusedException("not you", Map.of("code", 7));
        });
        return new Engine(EngineConfig.standard(), server, executor, timers);
    }

    void close(@Disposes Engine engine) {
        engine.close();
        executor.shutdown();
        timers.shutdown();
    }

    private static void serve(SocketServer server, Socket socket) {
        socket.on("echo", (arguments, ack) -> {
            socket.emit("echoed", arguments.toArray());
            ack.send(arguments.toArray());
        });
        socket.on("ask me", (arguments, ack) -> socket.emitWithAck("question", arguments.toArray())
                .thenAccept(answer -> socket.emit("answered", answer.toArray())));
        socket.on("tell all", (arguments, ack) -> server.emit("news", arguments.toArray()));
        socket.on("put me out", (arguments, ack) -> socket.disconnect(false));
        socket.onDisconnect((reason, detail) -> server.emit("left", reason.text()));
    }
}
