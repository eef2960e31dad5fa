package xyz.anipub.chat.node;

import jakarta.inject.Inject;
import xyz.anipub.bean.SingletonBean;

/**
 * Which node does what is to be done once for all of them. The first one that finds that nobody does takes it, and keeps it as
 * long as it beats; {@link LiveNodes#LIFE} after its last beat another takes it over, and at once if it has ended in order.
 *
 * <p>Whose it is comes with each beat, so it costs a command of its own only when it changes hands. A node that could not beat
 * for half of {@link LiveNodes#LIFE} gives it up by itself, before another can take it; but what it had begun by then may go on
 * beside the other's. So it is for duties that do no harm when they are done twice.
 *
 * <p>{@link #takeOver} is called by a timer, after each beat. Thread-safe.
 */
@SingletonBean
public class ChoreLease {

    private static final System.Logger LOG = System.getLogger(ChoreLease.class.getName());

    private final NodeRepository store;
    private final LiveNodes nodes;

    @Inject
    public ChoreLease(NodeRepository store, LiveNodes nodes) {
        this.store = store;
        this.nodes = nodes;
    }

    /** Whether this node does them now. Never waits. */
    public boolean isMine() {
        return nodes.chores().equals(nodes.me()) && nodes.isSure();
    }

    /**
     * Takes them if the node that had them has ended; the next beat shows whether this one was the first.
     *
     * @throws xyz.anipub.chat.UnavailableException if the store is away
     */
    public void takeOver() {
        NodeId former = nodes.chores();
        if (nodes.isSure() && nodes.hasEnded(former)) {
            LOG.log(System.Logger.Level.DEBUG, "Node {0} takes over the chores from {1}", nodes.me(), former);
            store.takeChores(nodes.me(), former);
        }
    }
}
