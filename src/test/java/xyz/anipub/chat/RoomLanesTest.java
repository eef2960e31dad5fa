package xyz.anipub.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RoomLanesTest {

    private final RoomId room = TestIds.room();
    private final HeldExecutor held = new HeldExecutor();
    private final RoomLanes lanes = new RoomLanes(held, 3);
    private final List<String> ran = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void runsInTheOrderOfSubmission() {
        for (String task : List.of("a", "b", "c")) {
            lanes.submit(room, () -> ran.add(task));
        }
        assertThat(held.size()).isEqualTo(1);
        assertThat(lanes.waiting()).isEqualTo(3);
        held.runAll();
        assertThat(ran).containsExactly("a", "b", "c");
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void leavesNoLaneBehind() {
        lanes.submit(room, () -> ran.add("a"));
        held.runAll();
        lanes.submit(room, () -> ran.add("b"));
        assertThat(held.size()).as("a lane of its own again").isEqualTo(1);
        held.runAll();
        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void runsWhatATaskSubmitsAfterIt() {
        RoomLanes direct = new RoomLanes(Runnable::run, 3);
        direct.submit(room, () -> {
            direct.submit(room, () -> ran.add("inner"));
            ran.add("outer");
        });
        assertThat(ran).containsExactly("outer", "inner");
    }

    @Test
    void runsRoomsSideBySide() throws Exception {
        RoomLanes parallel = new RoomLanes(threads, 3);
        CyclicBarrier bothRun = new CyclicBarrier(2);
        List<CompletableFuture<Void>> done = IntStream.range(0, 2)
                .mapToObj(i ->
                        parallel.submit(TestIds.room(), () -> meet(bothRun)).toCompletableFuture())
                .toList();
        CompletableFuture.allOf(done.toArray(CompletableFuture<?>[]::new)).get(60, TimeUnit.SECONDS);
    }

    @Test
    void refusesATaskTooManyInThatRoomOnly() {
        fill();
        assertThatThrownBy(() -> lanes.submit(room, () -> ran.add("d"))).isInstanceOf(UnavailableException.class);
        assertThat(lanes.refused()).isEqualTo(1);
        lanes.submit(TestIds.room(), () -> ran.add("elsewhere"));
        held.runAll();
        assertThat(lanes.waits().counts().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(4);
        assertThat(ran).containsExactly("a", "b", "c", "elsewhere");
    }

    @Test
    void takesEndingsIntoAFullLane() {
        fill();
        lanes.submitEnding(room, () -> ran.add("end"));
        held.runAll();
        assertThat(ran).containsExactly("a", "b", "c", "end");
    }

    @Test
    void tellsWhatBecameOfATaskAndGoesOn() {
        CompletableFuture<Void> failed = lanes.submit(room, () -> {
                    throw new IllegalStateException("planted");
                })
                .toCompletableFuture();
        CompletableFuture<Void> broken = lanes.submit(room, () -> {
                    throw new StackOverflowError("planted");
                })
                .toCompletableFuture();
        CompletableFuture<Void> fine = lanes.submit(room, () -> {}).toCompletableFuture();
        assertThat(fine).isNotDone();
        held.runAll();
        assertThatThrownBy(failed::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(broken::join).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(fine).isCompleted();
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void refusesAfterItsEndButRunsWhatWaits() {
        lanes.submit(room, () -> ran.add("a"));
        lanes.close();
        assertThatThrownBy(() -> lanes.submit(room, () -> {})).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> lanes.submitEnding(room, () -> {})).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> lanes.submit(TestIds.room(), () -> {})).isInstanceOf(UnavailableException.class);
        held.runAll();
        assertThat(ran).containsExactly("a");
    }

    @Test
    void failsTasksThatTheExecutorRefuses() {
        RoomLanes stopped = new RoomLanes(
                task -> {
                    throw new RejectedExecutionException("planted");
                },
                3);
        CompletableFuture<Void> task = stopped.submit(room, () -> ran.add("a")).toCompletableFuture();
        assertThatThrownBy(task::join).hasCauseInstanceOf(UnavailableException.class);
        assertThat(stopped.waiting()).isZero();
        assertThat(ran).isEmpty();
    }

    @RepeatedTest(5)
    void losesAndDoublesNothingUnderManySubmitters() throws Exception {
        RoomLanes busy = new RoomLanes(threads, Integer.MAX_VALUE);
        Queue<String> done = new ConcurrentLinkedQueue<>();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        ExecutorService submitters = Executors.newFixedThreadPool(4);
        CountDownLatch all = new CountDownLatch(4 * 500);
        for (int s = 0; s < 4; s++) {
            String name = s + ":";
            submitters.execute(() -> IntStream.range(0, 500)
                    .forEach(i -> busy.submit(room, () -> {
                        overlaps.addAndGet(inside.getAndIncrement());
                        done.add(name + i);
                        inside.decrementAndGet();
                        all.countDown();
                    })));
        }
        assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        submitters.shutdownNow();
        assertThat(overlaps).hasValue(0);
        for (int s = 0; s < 4; s++) {
            String name = s + ":";
            assertThat(done.stream().filter(each -> each.startsWith(name)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 500).mapToObj(i -> name + i).toList());
        }
    }

    private void fill() {
        for (String task : List.of("a", "b", "c")) {
            lanes.submit(room, () -> ran.add(task));
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
