package xyz.anipub.socketio.adapter.cluster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import xyz.anipub.socketio.adapter.cluster.carrier.ClusterMessage;

/**
 * One answer of each other node: it is done as soon as all have come, and fails when the time is up. A node's second answer
 * counts for nothing, where answers say whose they are.
 *
 * <p>Thread-safe; the monitor of this object guards what has come, the result is completed without it.
 */
final class Gathering<T> implements OpenRequest {

    private final int expected;
    private final Function<ClusterMessage.Answer, Optional<T>> reader;
    private final Peers peers;
    private final CompletableFuture<List<T>> result = new CompletableFuture<>();
    private final List<T> answers = new ArrayList<>();
    private final Set<String> answered = new HashSet<>();

    /**
     * @param expected how many other nodes there are
     * @param reader what an answer says; empty if it answers another question
     */
    Gathering(int expected, Function<ClusterMessage.Answer, Optional<T>> reader, Peers peers) {
        this.expected = expected;
        this.reader = reader;
        this.peers = peers;
    }

    CompletionStage<List<T>> result() {
        return result;
    }

    @Override
    public void answered(Optional<String> from, ClusterMessage.Answer answer) {
        reader.apply(answer).filter(value -> take(from, value)).ifPresent(last -> {
            // Answers without names say nothing of who is there.
            if (answered.size() == expected) {
                peers.areAll(answered);
            }
            result.complete(answers);
        });
    }

    /** Whether this was the last one. Afterwards nothing changes any more. */
    private synchronized boolean take(Optional<String> from, T value) {
        if (result.isDone() || answers.size() == expected || from.isPresent() && !answered.add(from.get())) {
            return false;
        }
        answers.add(value);
        return answers.size() == expected;
    }

    void timeOut() {
        MissingAnswersException failure;
        synchronized (this) {
            failure = new MissingAnswersException(expected, answers.size(), peers.without(answered));
        }
        result.completeExceptionally(failure);
    }

    @Override
    public void close() {
        result.completeExceptionally(new IllegalStateException("the adapter has been closed"));
    }
}
