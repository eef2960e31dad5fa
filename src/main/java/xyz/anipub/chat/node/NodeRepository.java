package xyz.anipub.chat.node;

import java.util.Map;

/**
 * Where nodes show that they live. Waits for the store, for a bounded time, and throws {@link
 * xyz.anipub.chat.UnavailableException} when it cannot be reached.
 */
public interface NodeRepository {

    /**
     * Counts one more beat of a node, in one step with reading those of all.
     *
     * @return how often each node has beaten; counts compare better than the times of different machines
     */
    Map<NodeId, Long> beat(NodeId node);

    /** Takes a node out that has ended, unless it has beaten once more since. */
    void forget(NodeId node, long beats);
}
