package xyz.anipub.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.presence.ActiveRooms;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineTraffic;
import xyz.anipub.engineio.config.TransportType;
import xyz.anipub.engineio.handshake.HandshakeError;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.SocketTraffic;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMeter;

/**
 * What a node does, read where it is counted anyway, at the moment somebody asks. Counted by itself is only how clients come in, and the
 * time of each ack.
 *
 * @param engine its sessions
 * @param namespace where the chat's sockets are
 * @param pace the limits of users
 * @param pools the node's own threads, by their names
 * @param cluster messages of and to other nodes, if there may be any
 */
public record NodeMeters(
        Engine engine,
        Namespace namespace,
        ActiveRooms rooms,
        RoomLanes lanes,
        UserPace pace,
        LiveNodes nodes,
        Map<String, ThreadPoolExecutor> pools,
        Optional<ClusterMeter> cluster) {

    static final String LIMITS = "anipub.limits.reached";
    static final String LIMITS_TEXT = "What was refused, as it was too much or too fast";

    private static final String BYTES = "bytes";
    private static final String DIRECTION = "direction";

    void bindTo(MeterRegistry registry) {
        new Binding(registry).bind(this);
    }

    private record Binding(MeterRegistry registry) {

        void bind(NodeMeters node) {
            sessions(node.engine());
            traffic(node.engine().traffic());
            sockets(node.namespace());
            gauge("anipub.rooms.active", "Rooms with somebody in them, on any node", node, of -> of.rooms()
                    .roomCount());
            gauge("anipub.lanes.waiting", "What waits for its turn in a room, or has it", node, of -> of.lanes()
                    .waiting());
            gauge(
                    "anipub.nodes",
                    "Nodes that use the database, this one among them",
                    node,
                    of -> 1 + of.nodes().company().count());
            for (UserPace.Kind kind : UserPace.Kind.values()) {
                counter(LIMITS, LIMITS_TEXT, node, of -> of.pace().refused(kind), "limit", word(kind));
            }
            node.pools().forEach(this::threads);
            node.cluster().ifPresent(this::cluster);
        }

        private void sessions(Engine engine) {
            for (TransportType type : TransportType.values()) {
                gauge(
                        "anipub.sessions",
                        "Sessions that are open or closing",
                        engine,
                        of -> of.sessionCount(type),
                        "transport",
                        word(type));
                counter(
                        "anipub.sessions.opened",
                        "Sessions that were opened on a transport",
                        engine.traffic(),
                        of -> of.opened(type),
                        "transport",
                        word(type));
            }
            for (CloseReason reason : CloseReason.values()) {
                counter(
                        "anipub.sessions.closed",
                        "Sessions that have ended, by the protocol's reasons",
                        engine.traffic(),
                        of -> of.closed(reason),
                        "reason",
                        word(reason));
            }
            for (HandshakeError error : HandshakeError.values()) {
                counter(
                        "anipub.requests.refused",
                        "Requests of Engine.IO that were refused; forbidden are those that were too many",
                        engine.traffic(),
                        of -> of.refused(error),
                        "error",
                        word(error));
            }
            Gauge.builder("anipub.queues", engine, Engine::waitingBytes)
                    .description("What waits for and from all sessions beyond a batch each")
                    .baseUnit(BYTES)
                    .register(registry);
            Gauge.builder("anipub.queues.max", engine, of -> of.config().backlogBytes())
                    .description("What may wait at most")
                    .baseUnit(BYTES)
                    .register(registry);
        }

        private void traffic(EngineTraffic traffic) {
            counter("anipub.packets", "Packets of Engine.IO", traffic, EngineTraffic::packetsIn, DIRECTION, "in");
            counter("anipub.packets", "Packets of Engine.IO", traffic, EngineTraffic::packetsOut, DIRECTION, "out");
            bytes(traffic, EngineTraffic::bytesIn, "in");
            bytes(traffic, EngineTraffic::bytesOut, "out");
            counter(
                    "anipub.queues.overflown",
                    "Sessions that were closed as they did not read",
                    traffic,
                    EngineTraffic::overflown);
            counter(
                    "anipub.messages.dropped",
                    "Volatile messages that a session was not ready for",
                    traffic,
                    EngineTraffic::dropped);
        }

        private void bytes(EngineTraffic traffic, ToDoubleFunction<EngineTraffic> number, String direction) {
            FunctionCounter.builder("anipub.packets.size", traffic, number)
                    .description("Packets of Engine.IO as WebSocket messages, uncompressed")
                    .baseUnit(BYTES)
                    .tag(DIRECTION, direction)
                    .register(registry);
        }

        private void sockets(Namespace namespace) {
            SocketTraffic traffic = namespace.traffic();
            gauge("anipub.sockets", "Sockets of the chat on this node", namespace, of -> of.sockets()
                    .size());
            counter("anipub.events", "Events from clients", traffic, SocketTraffic::events, "outcome", "handled");
            counter("anipub.events", "Events from clients", traffic, SocketTraffic::refused, "outcome", "too_fast");
            counter("anipub.events.failed", "Events from clients that failed by a bug", traffic, SocketTraffic::failed);
            counter("anipub.deliveries", "Events to clients, for each socket", traffic, SocketTraffic::deliveries);
            Timer acks = Timer.builder("anipub.acks")
                    .description("From when an event is handed to its handler until its ack is queued")
                    .serviceLevelObjectives(Latencies.BOUNDS)
                    .register(registry);
            traffic.onAnswer(nanos -> acks.record(nanos, TimeUnit.NANOSECONDS));
            List<Counter> outcomes = new ArrayList<>();
            for (RecoveryOutcome outcome : RecoveryOutcome.values()) {
                outcomes.add(Counter.builder("anipub.entries")
                        .description("Sockets that came in, by what became of their wish to come back")
                        .tag("recovery", word(outcome))
                        .register(registry));
            }
            namespace.onConnection(
                    socket -> outcomes.get(socket.recovery().ordinal()).increment());
        }

        private void threads(String name, ThreadPoolExecutor pool) {
            gauge(
                    "anipub.threads.waiting",
                    "Tasks that wait for a thread",
                    pool,
                    of -> of.getQueue().size(),
                    "pool",
                    name);
            gauge(
                    "anipub.threads.active",
                    "Threads that have a task",
                    pool,
                    ThreadPoolExecutor::getActiveCount,
                    "pool",
                    name);
        }

        private void cluster(ClusterMeter messages) {
            String name = "anipub.cluster.messages";
            String text = "Messages from and to other nodes";
            counter(name, text, messages, ClusterMeter::received, "outcome", "received");
            counter(name, text, messages, ClusterMeter::sent, "outcome", "sent");
            counter(name, text, messages, ClusterMeter::refused, "outcome", "refused");
            counter(name, text, messages, ClusterMeter::overflown, "outcome", "overflown");
            counter(name, text, messages, ClusterMeter::unsent, "outcome", "unsent");
        }

        private <T> void gauge(String name, String text, T source, ToDoubleFunction<T> number, String... tags) {
            Gauge.builder(name, source, number)
                    .description(text)
                    .tags(tags)
                    .strongReference(true)
                    .register(registry);
        }

        /** Of what lives as long as the node: it is not kept by being read. */
        private <T> void counter(String name, String text, T source, ToDoubleFunction<T> number, String... tags) {
            FunctionCounter.builder(name, source, number)
                    .description(text)
                    .tags(tags)
                    .register(registry);
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }
}
