package xyz.anipub.socketio.connection;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import xyz.anipub.socketio.adapter.AckCollector;
import xyz.anipub.socketio.event.BroadcastAnswers;
import xyz.anipub.socketio.packet.Packet;

/**
 * The answers to one broadcast so far.
 *
 * <p>Thread-safe. The monitor of this object guards the list and the counts; the result is completed without it. The
 * list holds one answer at most for each socket that was asked.
 */
public final class BroadcastAcks implements AckCollector {

    private final CompletableFuture<BroadcastAnswers> result = new CompletableFuture<>();
    private final List<List<JsonValue>> answers = new ArrayList<>();
    private int open;
    private boolean allAsked;

    /** Ends with what there is when the time is up. */
    public void endAfter(Duration timeout, Timeouts timeouts) {
        try {
            Future<?> timer = timeouts.schedule(timeout, () -> complete(soFar(false)));
            whenDone(() -> timer.cancel(false));
        } catch (RejectedExecutionException e) {
            // Nobody keeps time any more: the server is shutting down.
            complete(soFar(false));
        }
    }

    public CompletionStage<BroadcastAnswers> result() {
        return result.minimalCompletionStage();
    }

    @Override
    public void asked(int sockets) {
        complete(count(sockets, null));
    }

    @Override
    public void allAsked() {
        synchronized (this) {
            allAsked = true;
        }
        complete(count(0, null));
    }

    @Override
    public void answered(Packet.Ack answer) {
        complete(count(-1, answer.arguments()));
    }

    @Override
    public void unanswered() {
        complete(count(-1, null));
    }

    @Override
    public void whenDone(Runnable task) {
        result.whenComplete((answers, failure) -> task.run());
    }

    private synchronized @Nullable BroadcastAnswers count(int change, @Nullable List<JsonValue> answer) {
        open += change;
        if (answer != null && !result.isDone()) {
            answers.add(answer);
        }
        return allAsked && open == 0 ? soFar(true) : null;
    }

    private synchronized BroadcastAnswers soFar(boolean complete) {
        return new BroadcastAnswers(answers, complete);
    }

    private void complete(@Nullable BroadcastAnswers outcome) {
        if (outcome != null) {
            result.complete(outcome);
        }
    }
}
