package xyz.anipub.chat.node;

import java.util.HashMap;
import java.util.Map;

/** Beats in a map. */
public final class InMemoryNodeRepository implements NodeRepository {

    private final Map<NodeId, Long> beats = new HashMap<>();

    @Override
    public synchronized Map<NodeId, Long> beat(NodeId node) {
        beats.merge(node, 1L, Long::sum);
        return Map.copyOf(beats);
    }

    @Override
    public synchronized void forget(NodeId node, long count) {
        beats.remove(node, count);
    }

    synchronized int size() {
        return beats.size();
    }
}
