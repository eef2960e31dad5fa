package xyz.anipub.socketio.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import xyz.anipub.socketio.adapter.Adapter;
import xyz.anipub.socketio.adapter.AdapterFactory;
import xyz.anipub.socketio.adapter.SocketEmitter;
import xyz.anipub.socketio.adapter.cluster.ClusterAdapter;
import xyz.anipub.socketio.adapter.cluster.LoopCluster;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterLimits;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMeter;

/** With nothing between the nodes. */
class LoopClusterTest extends ClusterChapter {

    private final LoopCluster cluster = new LoopCluster();
    private final AtomicInteger nodes = new AtomicInteger();

    @Override
    AdapterFactory node() {
        return node(this::plain);
    }

    @Override
    AdapterFactory recovering() {
        return node(this::local);
    }

    private AdapterFactory node(Function<SocketEmitter, Adapter> own) {
        String name = "node" + nodes.incrementAndGet();
        return (namespace, emitter) -> new ClusterAdapter(
                namespace,
                emitter,
                own.apply(emitter),
                cluster.join(namespace, name),
                ClusterLimits.standard(),
                threads,
                new ClusterMeter());
    }
}
