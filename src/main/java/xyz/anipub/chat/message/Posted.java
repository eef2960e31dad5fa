package xyz.anipub.chat.message;

import java.util.Optional;
import xyz.anipub.chat.node.NodeId;

/**
 * A message with what its store keeps beside it and no client sees: who announces it.
 *
 * @param by the node that announces it, as it has stored it or taken it over from one that ended; {@link NodeId#NONE} if
 *     nobody has begun to, and empty if that is settled: it has been announced, or its sender's emit or the sweep does it
 */
public record Posted(Message message, Optional<NodeId> by) {}
