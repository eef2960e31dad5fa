package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.MessageId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;

/** Two nodes over the same stores. */
class TwoNodesTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Cluster cluster = new Cluster();
    private final Node left = cluster.node(threads);
    private final Node right = cluster.node(threads);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** What is stored on one and emitted on the other is one message, whatever their machines take for the time. */
    @Test
    void aClockThatIsAheadEndsNoWaitingForAnEmit() {
        Duration ahead = cluster.rules.echoLifetime().multipliedBy(2);
        Clock clock = Clock.offset(cluster.clock, ahead);
        Node late = new Node(cluster, threads, cluster.announcer, 1000, clock);
        cluster.nodes.ahead(late.nodes.me(), ahead.negated());
        cluster.add(late);
        Message first =
                left.store(cluster.room, cluster.ann, "on the right clock").join();
        Message second = late.store(cluster.room, cluster.ann, "on the other").join();
        late.sweep.run();
        left.sweep.run();
        assertThat(late.emit(cluster.room, cluster.ann, "on the right clock").join())
                .isEqualTo(first);
        assertThat(left.emit(cluster.room, cluster.ann, "on the other").join()).isEqualTo(second);
        // And both of them end it in time.
        Message third = late.store(cluster.room, cluster.ann, "too late").join();
        cluster.clock.forward(cluster.rules.echoLifetime().plusSeconds(1));
        // It is announced first.
        await().untilAsserted(() -> {
            left.sweep.run();
            assertThat(cluster.echoes.open()).isEmpty();
        });
        assertThat(left.emit(cluster.room, cluster.ann, "too late").join().id()).isNotEqualTo(third.id());
    }

    @RepeatedTest(5)
    void numberWithoutHolesWhileTheyRace() {
        List<CompletableFuture<Message>> posts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            posts.add(left.emit(cluster.room, cluster.ann, "l" + i));
            posts.add(right.send(cluster.room, cluster.bob, "r" + i, "c" + i));
        }
        finish(posts);
        assertThat(cluster.messages.all(cluster.room))
                .extracting(Message::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 400).boxed().toList());
        assertThat(announced()).isEqualTo(stored());
    }

    @RepeatedTest(5)
    void numberChangesOnceEachWhileTheyRaceAndNoReaderMissesOne() {
        List<Message> posted = IntStream.range(0, 5)
                .mapToObj(i -> left.emit(cluster.room, cluster.ann, "m" + i).join())
                .toList();
        List<CompletableFuture<Message>> changes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            changes.add(left.edit(posted.get(i % 5), cluster.ann, "left " + i));
            changes.add(right.edit(posted.get(i * 3 % 5), cluster.ann, "right " + i));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(changes.toArray(CompletableFuture<?>[]::new));
        Map<MessageId, Message> reader = new HashMap<>();
        long since = 0;
        boolean done = false;
        while (!done) {
            done = all.isDone();
            for (Message message :
                    left.changes.since(cluster.room, cluster.ann.id(), since, 3).messages()) {
                reader.put(message.id(), message);
                since = message.state().change();
            }
            done &= left.changes
                    .since(cluster.room, cluster.ann.id(), since, 3)
                    .messages()
                    .isEmpty();
        }
        finish(changes);
        assertThat(changes)
                .extracting(change -> change.join().state().change())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
        assertThat(reader.values()).containsExactlyInAnyOrderElementsOf(cluster.messages.all(cluster.room));
    }

    @Test
    void numberOnWhenTheOtherWasFirst() {
        Node one = cluster.node();
        Node two = cluster.node();
        one.emit(cluster.room, cluster.ann, "1").join();
        two.emit(cluster.room, cluster.ann, "2").join();
        one.emit(cluster.room, cluster.ann, "3").join();
        Message fourth = two.emit(cluster.room, cluster.ann, "4").join();
        assertThat(fourth.seq()).isEqualTo(4);
        assertThat(cluster.announcer.contents()).containsExactly("1", "2", "3", "4");
    }

    @Test
    void waitLongerEachTimeTheOtherIsFirstAndGiveUpInTheEnd() {
        Node slow = cluster.node();
        Node fast = cluster.node();
        boolean[] within = {false};
        cluster.faults.watch(call -> {
            if (call.equals("append") && !within[0]) {
                within[0] = true;
                fast.emit(cluster.room, cluster.bob, "first").join();
                within[0] = false;
            }
        });
        CompletableFuture<Message> post = slow.emit(cluster.room, cluster.ann, "never");
        assertThatThrownBy(post::join).hasCauseInstanceOf(UnavailableException.class);
        assertThat(cluster.backoff.waits).hasSize(30).startsWith(0L).allMatch(wait -> wait < 128);
        assertThat(cluster.backoff.waits).as("jitter").anyMatch(wait -> wait > 16);
        assertThat(cluster.announcer.contents()).hasSize(31).containsOnly("first");
    }

    @Test
    void tryAgainWhatTheRefusalOfAnotherRoomStoodBefore() {
        cluster.messages.passOver();
        assertThat(cluster.node().emit(cluster.room, cluster.ann, "one").join().seq())
                .isEqualTo(1);
        assertThat(cluster.backoff.waits).isEmpty();
    }

    @RepeatedTest(5)
    void storeAndAnnounceARetryOnce() {
        List<CompletableFuture<Message>> posts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            posts.add(left.send(cluster.room, cluster.ann, "m" + i, "c" + i));
            posts.add(right.send(cluster.room, cluster.ann, "m" + i, "c" + i));
        }
        finish(posts);
        for (int i = 0; i < 100; i += 2) {
            assertThat(posts.get(i).join()).isEqualTo(posts.get(i + 1).join());
        }
        assertThat(cluster.messages.all(cluster.room)).hasSize(50);
        assertThat(announced()).isEqualTo(stored());
    }

    @RepeatedTest(5)
    void announceOnceWhileEmitsAndBothSweepsRace() {
        for (int i = 0; i < 50; i++) {
            left.store(cluster.room, cluster.ann, "m" + i)
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        }
        cluster.clock.forward(Duration.ofSeconds(2));
        List<CompletableFuture<?>> all = new ArrayList<>();
        all.add(CompletableFuture.runAsync(left.sweep::run, threads));
        all.add(CompletableFuture.runAsync(right.sweep::run, threads));
        for (int i = 0; i < 50; i++) {
            all.add((i % 2 == 0 ? left : right).emit(cluster.room, cluster.ann, "m" + i));
        }
        finish(all);
        assertThat(cluster.messages.all(cluster.room)).hasSize(50);
        assertThat(announced()).isEqualTo(stored());
    }

    /** Until all are answered, and announced, which comes after. */
    private void finish(List<? extends CompletableFuture<?>> all) {
        CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        await().atMost(Duration.ofMinutes(1)).until(() -> left.lanes.waiting() + right.lanes.waiting() == 0);
    }

    private List<Long> announced() {
        return cluster.announcer.announced().stream().map(Message::seq).sorted().toList();
    }

    private List<Long> stored() {
        return cluster.messages.all(cluster.room).stream().map(Message::seq).toList();
    }
}
