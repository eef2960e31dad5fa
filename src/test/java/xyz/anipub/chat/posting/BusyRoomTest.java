package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.message.Message;
import xyz.anipub.engineio.ManualTimers;

/** A room's next posts gather while what was stored before leaves, and in a rest if that were several. */
class BusyRoomTest {

    private final ManualTimers timers = new ManualTimers();
    private final Cluster cluster = new Cluster();
    private final HeldExecutor held = new HeldExecutor();
    private final Node node;

    BusyRoomTest() {
        cluster.timers = timers;
        node = cluster.node(held);
    }

    private CompletableFuture<Message> emit(String text) {
        return node.emit(cluster.room, cluster.ann, text);
    }

    private void storeTwo() {
        List<CompletableFuture<Message>> two = List.of(emit("one"), emit("two"));
        held.runAll();
        assertThat(two).allMatch(CompletableFuture::isDone);
    }

    @Test
    void gathersWhatComesAfterABatch() {
        storeTwo();

        List<CompletableFuture<Message>> next = List.of(emit("a"), emit("b"), emit("c"));
        held.runAll();
        assertThat(next).noneMatch(CompletableFuture::isDone);
        timers.advance(Duration.ofNanos(Pace.MAX_REST_NANOS));
        held.runAll();

        assertThat(next).allMatch(CompletableFuture::isDone);
        assertThat(cluster.messages.largestBatch()).isEqualTo(3);
    }

    @Test
    void gathersWhileWhatWasStoredBeforeLeaves() {
        CompletableFuture<Void> left = new CompletableFuture<>();
        cluster.announcer.leavesWith(left);
        CompletableFuture<Message> first = emit("one");
        held.runAll();
        assertThat(first).isDone();

        List<CompletableFuture<Message>> next = List.of(emit("a"), emit("b"), emit("c"));
        held.runAll();
        assertThat(next).noneMatch(CompletableFuture::isDone);
        left.complete(null);
        held.runAll();

        assertThat(next).allMatch(CompletableFuture::isDone);
        assertThat(cluster.messages.largestBatch()).isEqualTo(3);
    }

    @Test
    void waitsNoLongerThanIsSaidForWhatDoesNotLeave() {
        cluster.announcer.leavesWith(new CompletableFuture<>());
        emit("one");
        held.runAll();
        CompletableFuture<Message> next = emit("a");

        timers.advance(Duration.ofNanos(Pace.MAX_DEPARTURE_NANOS - 1));
        held.runAll();
        assertThat(next).isNotDone();
        timers.advance(Duration.ofNanos(1));
        held.runAll();

        assertThat(next).isDone();
    }

    @Test
    void leavesNoTimerBehindWhenAllHasLeft() {
        CompletableFuture<Void> left = new CompletableFuture<>();
        cluster.announcer.leavesWith(left);
        emit("one");
        held.runAll();
        assertThat(timers.pending()).isEqualTo(1);

        left.complete(null);

        assertThat(timers.pending()).isZero();
    }

    @Test
    void goesOnWhenThereIsNoTimer() {
        cluster.timers = new ScheduledThreadPoolExecutor(1) {

            @Override
            public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
                throw new OutOfMemoryError("planted");
            }
        };
        Node without = cluster.node(held);
        cluster.announcer.leavesWith(new CompletableFuture<>());

        List<CompletableFuture<Message>> posts = new ArrayList<>();
        for (String each : List.of("one", "two", "three")) {
            posts.add(without.emit(cluster.room, cluster.ann, each));
            posts.add(without.emit(cluster.room, cluster.bob, each));
            held.runAll();
        }

        assertThat(posts).allMatch(CompletableFuture::isDone);
    }

    @Test
    void waitsForNothingAfterTheRest() {
        storeTwo();
        timers.advance(Duration.ofNanos(Pace.MAX_REST_NANOS));

        CompletableFuture<Message> next = emit("a");
        held.runAll();

        assertThat(next).isDone();
    }

    @Test
    void doesNotRestAfterASinglePost() {
        emit("one");
        held.runAll();

        CompletableFuture<Message> next = emit("a");
        held.runAll();

        assertThat(next).isDone();
        assertThat(timers.pending()).isZero();
    }

    @Test
    void doesNotRestAfterAFullBatch() {
        List<CompletableFuture<Message>> posts = IntStream.rangeClosed(0, cluster.rules.maxBatch())
                .mapToObj(i -> emit("m" + i))
                .toList();

        held.runAll();

        assertThat(posts).allMatch(CompletableFuture::isDone);
    }
}
