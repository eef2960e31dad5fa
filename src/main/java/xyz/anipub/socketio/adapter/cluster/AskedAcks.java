package xyz.anipub.socketio.adapter.cluster;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import xyz.anipub.socketio.adapter.AckCollector;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ClientAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ClientCount;
import xyz.anipub.socketio.packet.Packet;

/**
 * The acks of all nodes to one broadcast of this one: each node, this one too, is a part that first says how many of its sockets
 * are asked. More acks than sockets count for nothing.
 *
 * <p>Thread-safe; the monitor of this object guards the counts, the collector is called without it.
 */
final class AskedAcks implements OpenRequest {

    private final String namespace;
    private final AckCollector answers;
    private final Set<String> counted = new HashSet<>();
    private int parts;
    private int expectedParts = Integer.MAX_VALUE;
    private boolean isComplete;
    private long asked;
    private long acks;

    AskedAcks(String namespace, AckCollector answers) {
        this.namespace = namespace;
        this.answers = answers;
    }

    /** What this node's own adapter tells. */
    AckCollector ownPart() {
        return new AckCollector() {
            @Override
            public void asked(int sockets) {
                answers.asked(sockets);
            }

            @Override
            public void allAsked() {
                partIsThere();
            }

            @Override
            public void answered(Packet.Ack answer) {
                answers.answered(answer);
            }

            @Override
            public void unanswered() {
                answers.unanswered();
            }

            @Override
            public void whenDone(Runnable task) {
                answers.whenDone(task);
            }
        };
    }

    /** Sets the number of nodes, this one included. */
    void expect(int nodes) {
        synchronized (this) {
            expectedParts = Math.max(1, nodes);
        }
        completeIfDue();
    }

    @Override
    public void answered(Optional<String> from, ClusterMessage.Answer answer) {
        if (answer instanceof ClientCount count && isFirst(from, count.clients())) {
            answers.asked(count.clients());
            partIsThere();
        } else if (answer instanceof ClientAck ack && isWanted()) {
            answers.answered(new Packet.Ack(
                    namespace, OptionalLong.empty(), ack.value().map(List::of).orElse(List.of())));
        }
    }

    /** What has come is what there will be; the collector has its own time. */
    @Override
    public void close() {}

    private synchronized boolean isFirst(Optional<String> from, int clients) {
        if (isComplete || from.isPresent() && !counted.add(from.get())) {
            return false;
        }
        asked += clients;
        return true;
    }

    private synchronized boolean isWanted() {
        if (isComplete && acks >= asked) {
            return false;
        }
        acks++;
        return true;
    }

    private void partIsThere() {
        synchronized (this) {
            parts++;
        }
        completeIfDue();
    }

    private void completeIfDue() {
        synchronized (this) {
            if (isComplete || parts < expectedParts) {
                return;
            }
            isComplete = true;
        }
        answers.allAsked();
    }
}
