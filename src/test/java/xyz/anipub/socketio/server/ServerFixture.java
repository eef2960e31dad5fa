package xyz.anipub.socketio.server;

import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.adapter.AdapterFactory;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.config.SocketLimits;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.packet.PacketLimits;

/** A server on a real engine whose clock stands still unless the test moves it. */
public final class ServerFixture {

    static final SocketServerConfig CONFIG = new SocketServerConfig(
            Duration.ofSeconds(45),
            Duration.ofSeconds(10),
            3,
            new PacketLimits(2, 10, 20),
            new SocketLimits(Duration.ofSeconds(30), 3, 5, 2, true));

    final ManualTimers timers = new ManualTimers();
    public final SocketServer server;
    final Namespace main;
    final List<Socket> sockets = new CopyOnWriteArrayList<>();
    /** {@code "disconnecting <reason>: <detail> <number of rooms>"} and {@code "disconnect …"} of all sockets. */
    final List<String> ends = new CopyOnWriteArrayList<>();

    private final Engine engine;
    private final Engine olderEngine;

    /** Callbacks run on the thread that causes them. */
    public ServerFixture() {
        this(Runnable::run);
    }

    ServerFixture(Executor executor) {
        this(
                executor,
                (namespace, emitter) ->
                        new InMemoryAdapter(emitter, CONFIG.limits().maxRooms()));
    }

    ServerFixture(Executor executor, AdapterFactory adapters) {
        server = new SocketServer(CONFIG, EngineThreads.of(executor, timers), adapters);
        main = server.of("/");
        engine = new Engine(EngineConfig.standard(), server, executor, new ManualTimers());
        EngineConfig older = EngineConfig.standard().with().allowEio3(true).build();
        olderEngine = new Engine(older, server, executor, new ManualTimers());
        watch(main);
    }

    /** What applications do not see of it. */
    static LocalNamespace local(Namespace namespace) {
        return (LocalNamespace) namespace;
    }

    /** Keeps the sockets of a namespace and how they end. */
    Namespace watch(Namespace namespace) {
        namespace.onConnection(socket -> {
            sockets.add(socket);
            socket.onDisconnecting((reason, detail) -> ends.add("disconnecting " + reason.text() + ": " + detail + " "
                    + socket.rooms().size()));
            socket.onDisconnect((reason, detail) -> ends.add("disconnect " + reason.text() + ": " + detail + " "
                    + socket.rooms().size()));
        });
        return namespace;
    }

    /** The one that peers connect to. */
    public Engine engine() {
        return engine;
    }

    public Peer peer() {
        return new Peer(engine);
    }

    /** A peer of whom the container says who it is. */
    public Peer peer(Principal principal) {
        return new Peer(engine, Optional.of(principal));
    }

    /** A peer that speaks like a client of Socket.IO 2. */
    Peer olderPeer() {
        return new Peer(olderEngine);
    }

    /** A peer that has joined {@code "/"}. */
    public Peer joinedPeer() {
        Peer peer = peer();
        peer.join();
        return peer;
    }

    Socket lastSocket() {
        return sockets.get(sockets.size() - 1);
    }
}
