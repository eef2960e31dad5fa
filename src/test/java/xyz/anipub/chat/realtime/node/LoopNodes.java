package xyz.anipub.chat.realtime.node;

import java.time.Duration;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.socketio.adapter.AdapterFactory;
import xyz.anipub.socketio.adapter.cluster.ClusterAdapter;
import xyz.anipub.socketio.adapter.cluster.LoopCluster;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMeter;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterThreads;
import xyz.anipub.socketio.adapter.memory.InMemoryAdapter;
import xyz.anipub.socketio.config.SocketLimits;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.packet.PacketLimits;
import xyz.anipub.socketio.server.SocketServer;

/** Socket.IO servers in the test's process, on the test's thread, alone or joined by a loop. */
public final class LoopNodes {

    public static final int MAX_ROOMS = 20;

    private LoopNodes() {}

    public static SocketServer server(ManualTimers timers, AdapterFactory adapters) {
        return new SocketServer(
                new SocketServerConfig(
                        Duration.ofSeconds(45),
                        Duration.ofSeconds(10),
                        3,
                        new PacketLimits(2, 10, 20),
                        new SocketLimits(Duration.ofSeconds(30), 1, MAX_ROOMS, 1, true)),
                EngineThreads.of(Runnable::run, timers),
                adapters);
    }

    /** A node of a cluster. */
    public static AdapterFactory in(LoopCluster cluster, String name, ManualTimers timers) {
        return in(cluster, name, timers, () -> {});
    }

    /** @param beforeDelivery see {@link ClusterAdapter} */
    static AdapterFactory in(LoopCluster cluster, String name, ManualTimers timers, Runnable beforeDelivery) {
        return (namespace, emitter) -> new ClusterAdapter(
                namespace,
                emitter,
                new InMemoryAdapter(emitter, MAX_ROOMS),
                cluster.join(namespace, name),
                ClusterLimits.standard(),
                new ClusterThreads(Runnable::run, timers),
                new ClusterMeter(),
                beforeDelivery);
    }
}
