package xyz.anipub.health;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.node.Fence;

/**
 * Whether clients should be sent to this node: not while it {@linkplain Draining drains}, is {@linkplain Fence fenced}, or has not
 * found its database since it began. What happens to the database later, a missing index included, makes no difference, as it is so
 * for all nodes; nor does a Redis that is away: this node's clients still reach each other. Both are told. Thread-safe.
 */
@SingletonBean
public class Readiness {

    private final Draining draining;
    private final Fence fence;
    private final Surroundings surroundings;

    @Inject
    public Readiness(Draining draining, Fence fence, Surroundings surroundings) {
        this.draining = draining;
        this.fence = fence;
        this.surroundings = surroundings;
    }

    /** Whether they should. */
    public boolean isReady() {
        return checks().stream().allMatch(Check::isUp);
    }

    /** A list that may be added to. */
    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.of("draining", Optional.of(Reason.DRAINING).filter(why -> draining.isLeaving())));
        checks.add(Check.of("fence", Optional.of(Reason.CUT_OFF).filter(why -> fence.isCutOff())));
        checks.addAll(surroundings.checks());
        return checks;
    }
}
