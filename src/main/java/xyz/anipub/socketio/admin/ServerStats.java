package xyz.anipub.socketio.admin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.socketio.server.SocketServer;

/** What there is to say of this node as a whole: the {@code server_stats} of protocol section 7.2. Thread-safe. */
final class ServerStats {

    private final String serverId;
    private final SocketServer server;
    private final Engine engine;
    private final Clock clock;
    private final Instant start;

    ServerStats(String serverId, SocketServer server, Engine engine, Clock clock) {
        this.serverId = serverId;
        this.server = server;
        this.engine = engine;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** @param events what the traffic was since the last time */
    Map<String, Object> now(List<Map<String, Object>> events) {
        return Map.of(
                "serverId",
                serverId,
                "hostname",
                serverId.split("#", 2)[0],
                "pid",
                ProcessHandle.current().pid(),
                "uptime",
                Duration.between(start, clock.instant()).toMillis() / 1000.0,
                "clientsCount",
                engine.sessionCount(),
                "pollingClientsCount",
                engine.sessionCount(TransportType.POLLING),
                "aggregatedEvents",
                events,
                "namespaces",
                namespaces());
    }

    private List<Map<String, Object>> namespaces() {
        return server.namespaces().stream()
                .map(namespace -> Map.<String, Object>of(
                        "name", namespace.name(),
                        "socketsCount", namespace.sockets().size()))
                .toList();
    }
}
