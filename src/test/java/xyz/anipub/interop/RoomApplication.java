package xyz.anipub.interop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.event.Ack;
import xyz.anipub.socketio.packet.PacketLimits;
import xyz.anipub.socketio.server.SocketServer;

/** A room to talk in: {@code join}, {@code say} to the others, {@code ask} the others and get their answers. */
@ApplicationScoped
public class RoomApplication {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);

    @Produces
    @Singleton
    Engine engine() {
        SocketServer server = new SocketServer(
                new SocketServerConfig(PATIENCE, PATIENCE, 100, PacketLimits.standard()),
                EngineThreads.of(executor, timers));
        server.of("/").onConnection(socket -> {
            socket.on("join", (arguments, ack) -> join(server, socket, text(arguments)));
            socket.on("say", (arguments, ack) -> say(socket, text(arguments), rest(arguments), ack));
            socket.on("ask", (arguments, ack) -> ask(socket, text(arguments), rest(arguments), ack));
        });
        EngineConfig config = EngineConfig.standard().with().allowEio3(true).build();
        return new Engine(config, server, executor, timers);
    }

    void close(@Disposes Engine engine) {
        engine.close();
        executor.shutdown();
        timers.shutdown();
    }

    private static void join(SocketServer server, Socket socket, String room) {
        socket.join(room);
        server.to(room).fetchSockets().thenAccept(members -> server.to(room).emit("members", members.size()));
    }

    private static void say(Socket socket, String room, Object[] said, Ack ack) {
        socket.broadcast().to(room).emit("said", said);
        ack.send(said);
    }

    private static void ask(Socket socket, String room, Object[] question, Ack ack) {
        socket.broadcast()
                .to(room)
                .timeout(PATIENCE)
                .emitWithAck("question", question)
                .thenAccept(answers -> ack.send(answers.answers()));
    }

    private static String text(List<JsonValue> arguments) {
        return ((JsonString) arguments.get(0)).getString();
    }

    private static Object[] rest(List<JsonValue> arguments) {
        return arguments.subList(1, arguments.size()).toArray();
    }
}
