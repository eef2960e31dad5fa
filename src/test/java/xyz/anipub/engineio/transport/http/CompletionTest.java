package xyz.anipub.engineio.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.ManualTimers;

class CompletionTest {

    private final SuspendedRequest container = new SuspendedRequest(Map.of());
    private final ManualTimers timers = new ManualTimers();
    private final Completion completion = new Completion(container.context, timers.asTimers());

    private void serveAndLeave() {
        completion.leaveService();
        container.comeBack();
    }

    private static void elsewhere(Runnable task) {
        CompletableFuture.runAsync(task).join();
    }

    @Test
    void completesAtOnceWhileTheRequestIsServed() {
        assertThat(completion.claim()).isTrue();
        completion.complete();

        assertThat(container.touches()).containsExactly("complete");
        assertThat(completion.claim()).isFalse();
    }

    @Test
    void leavesToTheSuspendingThreadWhatOthersAskForWhileItServes() {
        elsewhere(() -> {
            completion.claim();
            completion.dispatch();
        });
        assertThat(container.touches()).isEmpty();

        completion.leaveService();

        assertThat(container.touches()).containsExactly("dispatch");
        assertThat(timers.pending()).isZero();
    }

    @Test
    void schedulesNothingOnceTheSuspendingThreadIsBack() {
        serveAndLeave();

        completion.claim();
        completion.complete();

        assertThat(container.touches()).containsExactly("complete");
        assertThat(timers.pending()).isZero();
    }

    @Test
    void waitsUntilTheSuspendingThreadIsBack() {
        completion.leaveService();
        completion.claim();
        completion.complete();
        timers.advance(Duration.ofSeconds(5));
        assertThat(container.touches()).isEmpty();

        container.comeBack();
        timers.advance(Duration.ofMillis(1));

        assertThat(container.touches()).containsExactly("complete");
        assertThat(timers.pending()).isZero();
    }

    @Test
    void doesNotBlockTheTimersWhileTheRequestIsTouched() {
        completion.leaveService();
        completion.claim();
        completion.complete();
        container.comeBack();

        completion.touch(() -> {
            elsewhere(() -> timers.advance(Duration.ofMillis(5)));
            container.touches().add("answer");
        });
        timers.advance(Duration.ofMillis(1));

        assertThat(container.touches()).containsExactly("answer", "complete");
    }

    @Test
    void touchesNothingThatTheContainerHasEnded() {
        completion.leaveService();
        completion.claim();
        completion.complete();

        completion.end();
        container.comeBack();
        timers.advance(Duration.ofMillis(20));

        assertThat(completion.touch(() -> container.touches().add("late"))).isFalse();
        assertThat(completion.isOver()).isTrue();
        assertThat(container.touches()).isEmpty();
    }

    @Test
    void touchesNothingAfterItHasCompleted() {
        serveAndLeave();
        assertThat(completion.touch(() -> container.touches().add("answer"))).isTrue();
        completion.claim();
        completion.complete();

        assertThat(completion.touch(() -> container.touches().add("late"))).isFalse();
        assertThat(container.touches()).containsExactly("answer", "complete");
    }

    @Test
    void completesWhatHasFailed() {
        serveAndLeave();

        completion.fail();

        assertThat(container.touches()).containsExactly("complete");
        assertThat(completion.isOver()).isTrue();
    }

    @Test
    void leavesToTheContainerWhatFailedYoung() {
        completion.leaveService();

        completion.fail();
        timers.advance(Duration.ofMillis(20));

        assertThat(container.touches()).isEmpty();
        assertThat(completion.claim()).isFalse();
    }

    @Test
    void keepsTheRequestFromEndingWhileItIsTouched() throws Exception {
        CountDownLatch touching = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> touch = threads.submit(() -> completion.touch(() -> {
                touching.countDown();
                proceed.await();
                container.touches().add("answer");
                return;
            }));
            touching.await();
            Future<?> end = threads.submit(() -> {
                completion.end();
                container.touches().add("ended");
            });
            proceed.countDown();
            end.get(10, TimeUnit.SECONDS);
            touch.get(10, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }

        assertThat(container.touches()).containsExactly("answer", "ended");
    }

    @Test
    void isNotHeldUpByAContainerThatTellsUnderALock() throws Exception {
        CountDownLatch touching = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            threads.submit(() -> completion.touch(() -> {
                touching.countDown();
                told.await();
            }));
            touching.await();

            completion.end();

            assertThat(completion.isOver()).isTrue();
        } finally {
            told.countDown();
            threads.shutdownNow();
        }
    }
}
