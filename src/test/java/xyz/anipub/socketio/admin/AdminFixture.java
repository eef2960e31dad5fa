package xyz.anipub.socketio.admin;

import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.adapter.AdapterFactory;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.server.SocketServer;

/** A server with an admin namespace, whose clock the test moves. */
final class AdminFixture {

    static final String PASSWORD = "open sesame";

    final ManualTimers timers = new ManualTimers();
    final Clock clock = new Moving(timers);
    final SocketServer server;
    final Engine engine;
    final List<Socket> sockets = new CopyOnWriteArrayList<>();
    /** Passwords are checked at once unless a test puts something here that is yet to come. */
    CompletableFuture<Void> unhurried = CompletableFuture.completedFuture(null);

    final List<String> checked = new CopyOnWriteArrayList<>();

    private static final class Moving extends Clock {

        private final ManualTimers timers;

        Moving(ManualTimers timers) {
            this.timers = timers;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(timers.nanoTime());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    AdminFixture(boolean isDevelopment, boolean isReadOnly) {
        this(isDevelopment, isReadOnly, "host#1", (namespace, emitter) -> new InMemoryAdapter(emitter, 5));
    }

    AdminFixture(boolean isDevelopment, boolean isReadOnly, String serverId, AdapterFactory adapters) {
        server = new SocketServer(SocketServerConfig.standard(), EngineThreads.of(Runnable::run, timers), adapters);
        engine = new Engine(EngineConfig.standard(), server, Runnable::run, new ManualTimers());
        server.of("/");
        AdminUi.start(
                new AdminConfig("/admin", "root", isDevelopment, isReadOnly, serverId),
                password -> {
                    checked.add(password);
                    return unhurried.thenApply(now -> password.equals(PASSWORD));
                },
                server,
                engine,
                clock);
        server.of("/").onConnection(sockets::add);
    }

    Visitor visitor() {
        return new Visitor(engine, TransportType.WEBSOCKET);
    }

    /** Somebody in the namespace {@code "/"}. */
    Visitor guest() {
        Visitor guest = visitor().say("0");
        guest.take();
        return guest;
    }

    /** An operator who has been let in; what came on that occasion has not been taken. */
    Visitor operator() {
        return visitor().say(login("root", PASSWORD));
    }

    static String login(String name, String password) {
        return "0/admin,{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}";
    }

    Socket lastSocket() {
        return sockets.get(sockets.size() - 1);
    }

    void tick() {
        timers.advance(Duration.ofSeconds(2));
    }

    static String text(JsonValue value) {
        return ((jakarta.json.JsonString) value).getString();
    }
}
