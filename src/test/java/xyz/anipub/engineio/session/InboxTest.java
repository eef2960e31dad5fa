package xyz.anipub.engineio.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class InboxTest {

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<String> events = new ArrayList<>();
    private final Backlog backlog = new Backlog(10_000_000);
    private final Inbox inbox = new Inbox("sid", new QueueBound(3, 100), tasks::add, backlog);

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    @Test
    void deliversNothingBeforeTheStartAndTheFirstFirst() {
        inbox.offer(1, () -> events.add("a"));
        assertThat(tasks).isEmpty();

        inbox.start(() -> events.add("first"));
        runTasks();

        assertThat(events).containsExactly("first", "a");
    }

    @Test
    void occupiesOneThreadAtATime() {
        inbox.start(() -> events.add("first"));
        inbox.offer(1, () -> events.add("a"));
        inbox.offer(1, () -> events.add("b"));

        assertThat(tasks).hasSize(1);
        runTasks();
        inbox.offer(1, () -> events.add("c"));
        assertThat(tasks).hasSize(1);
        runTasks();

        assertThat(events).containsExactly("first", "a", "b", "c");
    }

    @Test
    void refusesMoreThanTheBound() {
        assertThat(inbox.offer(60, () -> events.add("a"))).isTrue();
        assertThat(inbox.offer(41, () -> events.add("too long"))).isFalse();
        assertThat(inbox.offer(1, () -> events.add("b"))).isTrue();
        assertThat(inbox.offer(1, () -> events.add("c"))).isTrue();
        assertThat(inbox.offer(1, () -> events.add("too many"))).isFalse();

        inbox.start(() -> {});
        runTasks();

        assertThat(events).containsExactly("a", "b", "c");
        assertThat(inbox.offer(100, () -> {})).isTrue();
    }

    @Test
    void deliversTheLastBeyondTheBoundAndNothingAfterIt() {
        inbox.offer(1, () -> events.add("a"));
        inbox.offer(1, () -> events.add("b"));
        inbox.offer(1, () -> events.add("c"));

        inbox.end(() -> events.add("last"));
        assertThat(inbox.offer(1, () -> events.add("late"))).isTrue();
        inbox.start(() -> events.add("first"));
        runTasks();

        assertThat(events).containsExactly("first", "a", "b", "c", "last");
    }

    @Test
    void goesOnAfterADeliveryThatFails() {
        inbox.start(() -> {
            throw new IllegalStateException("the listener's bug");
        });
        inbox.offer(1, () -> events.add("a"));

        runTasks();

        assertThat(events).containsExactly("a");
    }

    @Test
    void makesWayForOthersAfterATurn() {
        Inbox large = new Inbox("sid", new QueueBound(1_000, 1_000), tasks::add, backlog);
        large.start(() -> {});
        for (int i = 0; i < 100; i++) {
            large.offer(1, () -> events.add("x"));
        }

        tasks.poll().run();

        assertThat(events).hasSize(63);
        assertThat(tasks).hasSize(1);
        runTasks();
        assertThat(events).hasSize(100);
    }

    /** 4,000 acks in one burst would else cost each of 20,000 sessions 32 kB for as long as it lives. */
    @Test
    void givesUpALongQueue() throws ReflectiveOperationException {
        Field queue = Inbox.class.getDeclaredField("deliveries");
        queue.setAccessible(true);
        Inbox large = new Inbox("sid", new QueueBound(5_000, 5_000), tasks::add, backlog);
        large.start(() -> {});
        for (int i = 0; i < 4_000; i++) {
            large.offer(1, () -> events.add("x"));
        }
        Object before = queue.get(large);

        runTasks();

        assertThat(events).hasSize(4_000);
        assertThat(backlog.bytes()).isZero();
        assertThat(queue.get(large)).isNotSameAs(before);
    }

    @Test
    void deliversByTheCallingThreadWhenTheExecutorIsShutDown() {
        Inbox orphan = new Inbox(
                "sid",
                new QueueBound(3, 100),
                task -> {
                    throw new RejectedExecutionException();
                },
                backlog);

        orphan.start(() -> events.add("first"));
        orphan.end(() -> events.add("last"));

        assertThat(events).containsExactly("first", "last");
    }
}
