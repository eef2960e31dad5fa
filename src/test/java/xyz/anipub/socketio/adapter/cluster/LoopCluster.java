package xyz.anipub.socketio.adapter.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import xyz.anipub.socketio.adapter.RoomMembership;
import xyz.anipub.socketio.adapter.cluster.carrier.Carrier;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.Inbox;
import xyz.anipub.socketio.adapter.cluster.carrier.Incoming;

/** Nodes in one process: what one publishes is in the others' inboxes. */
public final class LoopCluster {

    private final Map<String, List<Node>> nodes = new ConcurrentHashMap<>();
    private volatile boolean cut;

    /** What is published from now on is lost. */
    public void cut() {
        cut = true;
    }

    public void heal() {
        cut = false;
    }

    /** A further node of that namespace. */
    public Carrier join(String namespace, String name) {
        return new Node(nodes.computeIfAbsent(namespace, any -> new CopyOnWriteArrayList<>()), name);
    }

    private final class Node implements Carrier {

        private final List<Node> all;
        private final String name;
        private Inbox inbox;

        Node(List<Node> all, String name) {
            this.all = all;
            this.name = name;
        }

        @Override
        public void open(Inbox opened, RoomMembership rooms) {
            inbox = opened;
            all.add(this);
        }

        @Override
        public void publish(ClusterMessage message) {
            all.stream().filter(node -> node != this).forEach(node -> node.take(name, message));
        }

        @Override
        public void answer(Optional<String> asker, ClusterMessage.Answer answer) {
            all.stream()
                    .filter(node -> asker.filter(node.name::equals).isPresent())
                    .forEach(node -> node.take(name, answer));
        }

        private void take(String from, ClusterMessage message) {
            if (cut) {
                return;
            }
            inbox.offer(1, () -> Optional.of(new Incoming(Optional.of(from), message)));
        }

        @Override
        public CompletionStage<Integer> nodes() {
            return CompletableFuture.completedStage(all.size());
        }

        @Override
        public void close() {
            all.remove(this);
        }
    }
}
