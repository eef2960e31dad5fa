package xyz.anipub.chat.mongo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Combines the questions that threads ask at the same time into one call to the database.
 *
 * <p>A thread whose turn it is makes the call for all questions that wait, its own among them; those that come meanwhile
 * are the next call's. There is no delay: a lone question is asked at once. Threads wait for their turn and their answer,
 * for as long as the calls before and their own take. What waits is bounded by the threads that ask.
 */
public final class Coalescer<Q, A> {

    /** Two, so that one is on its way while the other is being answered. */
    private static final int CALLS = 2;

    private final Function<List<Q>, List<A>> call;
    private final int most;
    private final Semaphore turns = new Semaphore(CALLS);
    /** Guarded by itself. */
    private final Queue<Asked<Q, A>> waiting = new ArrayDeque<>();

    /**
     * @param call answers questions in their order; what it throws is thrown to all who asked
     * @param most questions in one call
     */
    public Coalescer(Function<List<Q>, List<A>> call, int most) {
        this.call = call;
        this.most = most;
    }

    public A ask(Q question) {
        Asked<Q, A> mine = new Asked<>(question);
        synchronized (waiting) {
            waiting.add(mine);
        }
        while (!mine.taken) {
            turns.acquireUninterruptibly();
            try {
                // Another thread may have taken it while this one waited for its turn.
                if (!mine.taken) {
                    answer(take());
                }
            } finally {
                turns.release();
            }
        }
        return mine.await();
    }

    /** How many questions no call has taken. */
    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    private List<Asked<Q, A>> take() {
        List<Asked<Q, A>> taken = new ArrayList<>();
        synchronized (waiting) {
            while (taken.size() < most && !waiting.isEmpty()) {
                Asked<Q, A> next = waiting.remove();
                next.taken = true;
                taken.add(next);
            }
        }
        return taken;
    }

    private void answer(List<Asked<Q, A>> asked) {
        if (asked.isEmpty()) {
            return;
        }
        try {
            List<A> answers =
                    call.apply(asked.stream().map(each -> each.question).toList());
            for (int i = 0; i < asked.size(); i++) {
                asked.get(i).answer.complete(answers.get(i));
            }
        } catch (RuntimeException | Error failure) {
            asked.forEach(each -> each.answer.completeExceptionally(failure));
        }
    }

    /** A question and who waits for its answer. */
    private static final class Asked<Q, A> {

        private final Q question;
        private final CompletableFuture<A> answer = new CompletableFuture<>();
        private volatile boolean taken;

        Asked(Q question) {
            this.question = question;
        }

        A await() {
            try {
                return answer.join();
            } catch (CompletionException failure) {
                if (failure.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw failure;
            }
        }
    }
}
