package xyz.anipub.chat.message;

import java.time.Instant;
import java.util.Optional;
import xyz.anipub.chat.node.NodeId;

/**
 * A message with what its store keeps beside it and no client sees: who announces it, and whether an emit may follow.
 *
 * @param by the node that announces it, as it has stored it or taken it over from one that ended; {@link NodeId#NONE} if
 *     nobody has begun to, and empty if that is settled: it has been announced, or its sender's emit or the sweep does it
 * @param openUntil until when an emit of its sender is taken for its second step, of a message that is to be stored so; it
 *     stays so until that emit comes or the sweep closes it
 */
public record Posted(Message message, Optional<NodeId> by, Optional<Instant> openUntil) {

    /** One whose sender sends no second step. */
    public Posted(Message message, Optional<NodeId> by) {
        this(message, by, Optional.empty());
    }
}
