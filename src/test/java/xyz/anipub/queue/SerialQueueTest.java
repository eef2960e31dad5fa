package xyz.anipub.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Order, turns, and that nothing is left behind: while others add, after a failure, after the executor's end. */
class SerialQueueTest {

    private static final int TURN = 4;

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Integer> handled = new ArrayList<>();
    private final SerialQueue<Integer> queue = new SerialQueue<>(tasks::add, TURN, handled::add);

    private static List<Integer> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    private static void add(SerialQueue<Integer> queue, int first, int last) {
        numbers(first, last).forEach(queue::add);
    }

    @Test
    void handlesNothingUntilItIsStarted() {
        add(queue, 1, 3);

        assertThat(tasks).isEmpty();
        assertThat(handled).isEmpty();
    }

    @Test
    void startsOneTaskForAll() {
        add(queue, 1, 2);
        queue.start();
        add(queue, 3, 3);
        queue.start();

        assertThat(tasks).hasSize(1);
        tasks.poll().run();
        assertThat(handled).isEqualTo(numbers(1, 3));
        queue.add(4);
        queue.start();
        assertThat(tasks).as("after the end of the first").hasSize(1);
    }

    @Test
    void makesWayAfterATurn() {
        add(queue, 1, TURN + 1);
        queue.start();

        tasks.poll().run();

        assertThat(handled).isEqualTo(numbers(1, TURN));
        assertThat(tasks).hasSize(1);
        tasks.poll().run();
        assertThat(handled).isEqualTo(numbers(1, TURN + 1));
        assertThat(tasks).isEmpty();
    }

    @Test
    void runsHereForOneTurnAndThenElsewhere() {
        add(queue, 1, TURN + 1);

        queue.runHere();

        assertThat(handled).isEqualTo(numbers(1, TURN));
        queue.runHere();
        assertThat(handled).as("somebody else has it").isEqualTo(numbers(1, TURN));
        tasks.poll().run();
        assertThat(handled).isEqualTo(numbers(1, TURN + 1));
    }

    @Test
    void takesWhatAHandlerAddsBehindTheRest() {
        List<Integer> order = new ArrayList<>();
        List<SerialQueue<Integer>> self = new ArrayList<>();
        self.add(new SerialQueue<>(tasks::add, 10, item -> {
            if (item == 1) {
                self.get(0).add(3);
                self.get(0).runHere();
            }
            order.add(item);
        }));
        add(self.get(0), 1, 2);

        self.get(0).runHere();

        assertThat(order).isEqualTo(numbers(1, 3));
    }

    @Test
    void goesOnBehindAnItemThatFailed() {
        SerialQueue<Integer> failing = new SerialQueue<>(tasks::add, TURN, item -> {
            if (item == 1) {
                throw new IllegalStateException("the first");
            }
            handled.add(item);
        });
        add(failing, 1, 3);

        assertThatThrownBy(failing::runHere).hasMessage("the first");

        assertThat(tasks).hasSize(1);
        tasks.poll().run();
        assertThat(handled).isEqualTo(numbers(2, 3));
    }

    @Test
    void handlesWhatWaitsThoughTheExecutorHasBeenShutDown() {
        SerialQueue<Integer> last = new SerialQueue<>(
                task -> {
                    throw new RejectedExecutionException();
                },
                TURN,
                handled::add);
        add(last, 1, 3 * TURN);

        last.start();

        assertThat(handled).isEqualTo(numbers(1, 3 * TURN));
    }

    @Test
    void handlesWhatWaitsThoughThereIsNoThreadAndGoesOnOnceThereIs() {
        AtomicBoolean isShort = new AtomicBoolean(true);
        SerialQueue<Integer> starved = new SerialQueue<>(
                task -> {
                    if (isShort.get()) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    tasks.add(task);
                },
                TURN,
                handled::add);
        add(starved, 1, 2 * TURN);
        starved.start();
        assertThat(handled).isEqualTo(numbers(1, 2 * TURN));

        isShort.set(false);
        add(starved, 2 * TURN + 1, 2 * TURN + 1);
        starved.start();
        tasks.remove().run();

        assertThat(handled).isEqualTo(numbers(1, 2 * TURN + 1));
    }

    @Test
    void wantsATurnOfSomething() {
        assertThatThrownBy(() -> new SerialQueue<Integer>(tasks::add, 0, handled::add))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A lost wakeup would leave the latch above zero, two handlers at a time would disturb the order. */
    @Test
    void losesNothingAndKeepsEachThreadsOrderWhileManyAdd() throws InterruptedException {
        int threads = 4;
        int each = 20_000;
        CountDownLatch left = new CountDownLatch(threads * each);
        int[] lastOf = new int[threads];
        List<Integer> disorder = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads + 2);
        try {
            SerialQueue<int[]> shared = new SerialQueue<>(pool, 16, item -> {
                if (item[1] != ++lastOf[item[0]]) {
                    disorder.add(item[1]);
                }
                left.countDown();
            });
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                pool.execute(() -> {
                    for (int i = 1; i <= each; i++) {
                        shared.add(new int[] {number, i});
                        if (i % 3 == 0) {
                            shared.runHere();
                        } else {
                            shared.start();
                        }
                    }
                });
            }
            assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(disorder).isEmpty();
        } finally {
            pool.shutdownNow();
        }
    }
}
