package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoalescerTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<List<Integer>> calls = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch open = new CountDownLatch(1);

    @AfterEach
    void end() {
        open.countDown();
        threads.shutdownNow();
    }

    private List<Integer> twice(List<Integer> questions) {
        calls.add(questions);
        if (questions.contains(0)) {
            awaitOpening();
        }
        return questions.stream().map(question -> 2 * question).toList();
    }

    private void awaitOpening() {
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Both turns are taken until the opening. */
    private List<CompletableFuture<Integer>> occupy(Coalescer<Integer, Integer> coalescer) {
        List<CompletableFuture<Integer>> asked = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            asked.add(later(coalescer, 0));
            int taken = i;
            await().until(() -> calls.size() == taken);
        }
        return asked;
    }

    private CompletableFuture<Integer> later(Coalescer<Integer, Integer> coalescer, int question) {
        return CompletableFuture.supplyAsync(() -> coalescer.ask(question), threads);
    }

    @Test
    void asksALoneQuestionAtOnce() {
        assertThat(new Coalescer<>(this::twice, 10).ask(3)).isEqualTo(6);
        assertThat(calls).containsExactly(List.of(3));
    }

    @Test
    void asksTogetherWhatCameWhileItWasAsking() {
        Coalescer<Integer, Integer> coalescer = new Coalescer<>(this::twice, 10);
        occupy(coalescer);
        List<CompletableFuture<Integer>> asked = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            asked.add(later(coalescer, i));
        }
        await().until(() -> coalescer.waiting() == 5);

        open.countDown();

        assertThat(asked.stream().map(CompletableFuture::join)).containsExactly(2, 4, 6, 8, 10);
        assertThat(calls).hasSize(3);
        assertThat(calls.get(2)).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    }

    @Test
    void asksNoMoreTogetherThanItMay() {
        Coalescer<Integer, Integer> coalescer = new Coalescer<>(this::twice, 2);
        occupy(coalescer);
        List<CompletableFuture<Integer>> asked = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            asked.add(later(coalescer, i));
        }
        await().until(() -> coalescer.waiting() == 5);

        open.countDown();

        assertThat(asked.stream().map(CompletableFuture::join)).containsExactly(2, 4, 6, 8, 10);
        assertThat(calls).allSatisfy(call -> assertThat(call).hasSizeLessThanOrEqualTo(2));
    }

    @Test
    void throwsAFailureToAllWhoAskedAndGoesOn() {
        Coalescer<Integer, Integer> coalescer = new Coalescer<>(
                questions -> {
                    List<Integer> answers = twice(questions);
                    if (questions.contains(7)) {
                        throw new IllegalArgumentException("planted");
                    }
                    return answers;
                },
                10);
        occupy(coalescer);
        CompletableFuture<Integer> one = later(coalescer, 7);
        CompletableFuture<Integer> other = later(coalescer, 8);
        await().until(() -> coalescer.waiting() == 2);

        open.countDown();

        assertThatThrownBy(one::join).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(other::join).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(coalescer.ask(9)).isEqualTo(18);
    }
}
