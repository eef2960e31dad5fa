package xyz.anipub.socketio.adapter.cluster;

import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.AckCollector;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ClientAck;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage.ClientCount;
import xyz.anipub.socketio.packet.Packet;

/**
 * Passes on to the node that asked what this node's sockets answer: their number at once, then each ack. Thread-safe; the monitor
 * of this object guards how many are open.
 */
final class AnsweredAcks implements AckCollector {

    private final String requestId;
    private final Consumer<ClusterMessage.Answer> asker;
    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    private int open;
    private boolean allAsked;

    AnsweredAcks(String requestId, Consumer<ClusterMessage.Answer> asker) {
        this.requestId = requestId;
        this.asker = asker;
    }

    @Override
    public void asked(int sockets) {
        // First: an ack that overtakes the number would be one too many.
        asker.accept(new ClientCount(requestId, sockets));
        count(sockets);
    }

    @Override
    public void allAsked() {
        synchronized (this) {
            allAsked = true;
        }
        count(0);
    }

    @Override
    public void answered(Packet.Ack answer) {
        if (!done.isDone()) {
            asker.accept(new ClientAck(requestId, first(answer)));
        }
        count(-1);
    }

    @Override
    public void unanswered() {
        count(-1);
    }

    @Override
    public void whenDone(Runnable task) {
        done.whenComplete((nothing, failure) -> task.run());
    }

    /** The asker waits no longer. */
    void end() {
        done.complete(null);
    }

    /** Of an answer one argument travels. */
    static Optional<JsonValue> first(Packet.Ack answer) {
        return answer.arguments().stream().findFirst();
    }

    private void count(int change) {
        boolean isLast;
        synchronized (this) {
            open += change;
            isLast = allAsked && open == 0;
        }
        if (isLast) {
            end();
        }
    }
}
