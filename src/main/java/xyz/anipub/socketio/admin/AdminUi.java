package xyz.anipub.socketio.admin;

import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import xyz.anipub.engineio.Engine;
import xyz.anipub.socketio.BroadcastOperator;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.admin.LoginSessions.LoginSession;
import xyz.anipub.socketio.packet.Arguments;
import xyz.anipub.socketio.server.SocketServer;

/**
 * The server's side of the page {@code @socket.io/admin-ui} (protocol section 7.2).
 *
 * <p>To be started before the application adds its handlers, so that what these emit is seen, too. It lives as long as the
 * server.
 *
 * <p>On several nodes each reports to the operators of all while there are any: those with operators tell the others so, again and
 * again. What is done to sockets reaches those of all nodes.
 */
public final class AdminUi {

    private static final Logger LOG = System.getLogger(AdminUi.class.getName());

    /** Between nodes: an operator has come, by the id of its socket. */
    private static final String CAME = "anipub:operator";

    /** Between nodes: there are operators on the one that says so. */
    private static final String WATCHING = "anipub:operators";

    private final AdminConfig config;
    private final SocketServer server;
    private final Clock clock;
    private final Namespace operators;
    private final Traffic traffic;
    private final ServerStats stats;
    private final OperatorCount operatorCount;
    private final SocketMonitor monitor;
    private final Commands commands;

    private AdminUi(AdminConfig config, SocketServer server, Engine engine, Clock clock) {
        this.config = config;
        this.server = server;
        this.clock = clock;
        operators = server.of(config.namespace());
        traffic = new Traffic(clock);
        stats = new ServerStats(config.serverId(), server, engine, clock);
        operatorCount = new OperatorCount(engine, traffic, server, this::report);
        monitor = new SocketMonitor(operators, operatorCount::isThere, clock);
        commands = new Commands(server, operators);
    }

    /** Opens the namespace. While an operator is there it reports every two seconds, as {@link SocketServer#schedule} runs it. */
    public static void start(
            AdminConfig config, PasswordCheck password, SocketServer server, Engine engine, Clock clock) {
        AdminUi admin = new AdminUi(config, server, engine, clock);
        if (config.isDevelopment()) {
            server.namespaces().stream()
                    .filter(namespace -> namespace != admin.operators)
                    .forEach(admin.monitor::add);
            server.onNewNamespace(admin.monitor::add);
        }
        admin.operators.checkFirst(new Login(config.username(), password, clock));
        admin.operators.onConnection(admin::welcome);
        admin.operators.onServerEvent(WATCHING, (arguments, ack) -> admin.operatorCount.isElsewhere());
        admin.operators.onServerEvent(CAME, (arguments, ack) -> admin.welcomeElsewhere(arguments));
    }

    private void welcome(Socket operator) {
        operator.onDisconnect((reason, detail) -> operatorCount.left());
        operatorCount.came();
        if (!config.isReadOnly()) {
            commands.serve(operator);
        }
        LoginSession session = operator.attachment(LoginSession.class).orElseThrow();
        endWith(session, operator);
        // Once more: the page of 0.5.1 does not listen yet when what came before the answer is handed to it.
        operator.emit("session", session.id());
        operator.emit("config", Map.of("supportedFeatures", features()));
        operator.emit("server_stats", stats.now(List.of()));
        if (config.isDevelopment()) {
            operator.emit("all_sockets", monitor.sockets(server.namespaces()));
        }
        if (operators.isShared()) {
            operators.serverSideEmit(CAME, operator.id());
        }
    }

    /** An operator has come in on another node, and has been told of that one's sockets. */
    private void welcomeElsewhere(List<JsonValue> arguments) {
        operatorCount.isElsewhere();
        Optional<String> id = arguments.stream().findFirst().flatMap(Arguments::text);
        if (id.isPresent()) {
            BroadcastOperator operator = operators.to(id.get());
            operator.emit("server_stats", stats.now(List.of()));
            if (config.isDevelopment()) {
                // The list of all would replace what the page has.
                operator.emitEach("socket_connected", monitor.sockets(server.namespaces()));
            }
        }
    }

    /** A day after it was opened a session lets nobody in, and nobody stay. */
    private void endWith(LoginSession session, Socket operator) {
        Duration left = Duration.between(clock.instant(), session.end());
        Future<?> end = server.schedule(left, () -> operator.disconnect(false));
        operator.onDisconnect((reason, detail) -> end.cancel(false));
    }

    private List<String> features() {
        List<String> features = new ArrayList<>();
        if (!config.isReadOnly()) {
            features.addAll(List.of("EMIT", "JOIN", "LEAVE", "DISCONNECT", "MJOIN", "MLEAVE", "MDISCONNECT"));
        }
        features.add("AGGREGATED_EVENTS");
        if (config.isDevelopment()) {
            features.add("ALL_EVENTS");
        }
        return features;
    }

    /** A failure must not end the repetition. */
    private void report() {
        try {
            if (operators.isShared() && !operators.sockets().isEmpty()) {
                operators.serverSideEmit(WATCHING);
            }
            operators.emit("server_stats", stats.now(traffic.take()));
            if (config.isDevelopment()) {
                monitor.tellChanges(server.namespaces());
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Operators could not be told how the server is", e);
        }
    }
}
