package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.room.Room;

/** A write that the store did not answer: what it stored is announced, once, and nobody has to post again. */
class UncertainPostsTest {

    private static final Duration LANDED = Duration.ofMillis(6001);

    private final Cluster cluster = new Cluster();
    private final HeldExecutor held = new HeldExecutor();
    private final Node node = cluster.node(held);

    @Test
    void announcesABareEmitThatWasStoredAfterTheFirstQuestion() {
        assertAnnouncedOnce(node.emit(cluster.room, cluster.ann, "late"));
    }

    @Test
    void announcesAPostWithAClientIdThatWasStoredAfterTheFirstQuestion() {
        assertAnnouncedOnce(node.send(cluster.room, cluster.ann, "late", "c1"));
    }

    @Test
    void announcesAPostOfASenderWithoutASocketThatWasStoredAfterTheFirstQuestion() {
        assertAnnouncedOnce(node.store(cluster.room, cluster.bob, "late"));
    }

    /** The insert is held, asked for, and released then. */
    private void assertAnnouncedOnce(CompletableFuture<Message> post) {
        cluster.messages.hold();
        held.runAll();
        assertUnavailable(post);
        cluster.messages.release();
        assertThat(cluster.announcer.announced()).isEmpty();
        askAgain();
        assertThat(cluster.announcer.announced()).containsExactlyElementsOf(cluster.messages.all(cluster.room));
        assertThat(cluster.announcer.contents()).containsExactly("late");
        askAgain();
        sweepPast(Duration.ofSeconds(2));
        assertThat(cluster.announcer.contents()).containsExactly("late");
        assertThat(node.unsettled.size()).isZero();
    }

    @Test
    void leavesToTheEmitOrTheSweepAPostThatWasStoredAfterTheFirstQuestion() {
        CompletableFuture<Message> post = node.store(cluster.room, cluster.ann, "late");
        cluster.messages.hold();
        held.runAll();
        assertUnavailable(post);
        cluster.messages.release();
        askAgain();
        assertThat(cluster.announcer.announced()).isEmpty();
        Message emitted = run(node.emit(cluster.room, cluster.ann, "late")).join();
        sweepPast(Duration.ofSeconds(2));
        assertThat(cluster.announcer.announced()).containsExactly(emitted);
        assertThat(cluster.messages.all(cluster.room)).containsExactly(emitted);
    }

    @Test
    void announcesWhatWasStoredThoughItsAnswerWasLost() {
        cluster.faults.failOnce("append done");
        CompletableFuture<Message> post = run(node.emit(cluster.room, cluster.ann, "stored"));
        assertUnavailable(post);
        assertThat(cluster.announcer.contents()).containsExactly("stored");
        assertThat(run(node.emit(cluster.room, cluster.ann, "next")).join().seq())
                .isEqualTo(2);
        assertThat(cluster.announcer.contents()).containsExactly("stored", "next");
    }

    @Test
    void refusesPostsAtOnceAndAsksTheStoreNothingForThem() {
        RoomId other = cluster.room("Other");
        hold("one");
        List<String> calls = new ArrayList<>();
        cluster.faults.watch(calls::add);
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> node.emit(cluster.room, cluster.ann, "more"))
                    .isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> node.send(cluster.room, cluster.bob, "more", "c"))
                    .isInstanceOf(UnavailableException.class);
        }
        assertThat(node.lanes.waiting()).isZero();
        assertThat(calls).isEmpty();
        cluster.messages.release(0);
        assertThat(run(node.emit(other, cluster.ann, "elsewhere")).join().seq()).isEqualTo(1);
    }

    @Test
    void refusesWhatWaitsBehindAWriteThatIsNotAnswered() {
        List<CompletableFuture<Message>> posts = IntStream.range(0, 150)
                .mapToObj(i -> node.emit(cluster.room, cluster.ann, "m" + i))
                .toList();
        cluster.messages.hold();
        List<String> calls = new ArrayList<>();
        cluster.faults.watch(calls::add);
        held.runAll();
        assertThat(posts).allSatisfy(UncertainPostsTest::assertUnavailable);
        assertThat(calls).containsOnlyOnce("append");
    }

    @Test
    void opensTheRoomWhenTheInsertCannotLandAnyMore() {
        hold("lost");
        cluster.messages.release(0);
        cluster.clock.forward(LANDED.minusMillis(2));
        askAgain();
        assertThatThrownBy(() -> node.emit(cluster.room, cluster.ann, "too early"))
                .isInstanceOf(UnavailableException.class);
        cluster.clock.forward(Duration.ofMillis(2));
        askAgain();
        assertThat(run(node.emit(cluster.room, cluster.ann, "next")).join().seq())
                .isEqualTo(1);
        assertThat(cluster.announcer.contents()).containsExactly("next");
    }

    @Test
    void countsTheTimeInWhichItMayLandFromTheFirstAnswerOfAStoreThatStoodStill() {
        cluster.messages.hold();
        CompletableFuture<Message> post = node.emit(cluster.room, cluster.ann, "late");
        cluster.faults.watch(call -> {
            if (call.equals("landed")) {
                throw new UnavailableException("stopped");
            }
        });
        held.runAll();
        assertUnavailable(post);
        cluster.clock.forward(Duration.ofMinutes(1));
        askAgain();
        cluster.faults.back();
        askAgain();
        cluster.messages.release();
        askAgain();
        assertThat(cluster.announcer.contents()).containsExactly("late");
    }

    @Test
    void announcesThePartOfABatchThatWasStored() {
        List<CompletableFuture<Message>> posts = IntStream.range(0, 5)
                .mapToObj(i -> node.emit(cluster.room, cluster.ann, "m" + i))
                .toList();
        cluster.messages.hold();
        held.runAll();
        cluster.messages.release(3);
        askAgain();
        assertThat(posts).allSatisfy(UncertainPostsTest::assertUnavailable);
        assertThat(cluster.announcer.contents()).containsExactly("m0", "m1", "m2");
        cluster.clock.forward(LANDED);
        askAgain();
        assertThat(run(node.emit(cluster.room, cluster.ann, "next")).join().seq())
                .isEqualTo(4);
        assertThat(cluster.announcer.contents()).containsExactly("m0", "m1", "m2", "next");
    }

    @Test
    void waitsAsLongAsWhatCanBeSeenMayBeRolledBack() {
        cluster.messages.hold();
        CompletableFuture<Message> post = run(node.emit(cluster.room, cluster.ann, "late"));
        assertUnavailable(post);
        cluster.messages.release();
        cluster.messages.pending(
                Set.of(cluster.messages.all(cluster.room).get(0).id()));
        for (int i = 0; i < 5; i++) {
            cluster.clock.forward(LANDED);
            askAgain();
        }
        assertThat(cluster.announcer.announced()).isEmpty();
        assertThat(node.unsettled.isClosed(cluster.room)).isTrue();
        cluster.messages.pending(Set.of());
        askAgain();
        assertThat(cluster.announcer.contents()).containsExactly("late");
    }

    @Test
    void carriesTheActivityOfWhatItFindsToTheRoom() {
        cluster.clock.forward(Duration.ofSeconds(5));
        Instant posted = cluster.clock.instant().truncatedTo(ChronoUnit.MILLIS);
        hold("late");
        cluster.messages.release();
        askAgain();
        node.activity.flush();
        assertThat(cluster.rooms.find(cluster.room).map(Room::updatedAt)).contains(posted);
    }

    @Test
    void takesPostsAgainAtOnceIfNothingWasSent() {
        cluster.faults.watch(call -> {
            if (call.equals("append")) {
                throw new xyz.anipub.chat.StoreAwayException("away");
            }
        });
        assertUnavailable(run(node.emit(cluster.room, cluster.ann, "not sent")));
        cluster.faults.back();
        assertThat(run(node.emit(cluster.room, cluster.ann, "next")).join().seq())
                .isEqualTo(1);
    }

    @Test
    void doesOtherWorkOfTheLaneBetweenTwoQuestions() {
        hold("late");
        boolean[] done = {false};
        node.lanes.submit(cluster.room, () -> done[0] = true);
        held.runAll();
        assertThat(done).containsExactly(true);
    }

    private void hold(String content) {
        cluster.messages.hold();
        assertUnavailable(run(node.emit(cluster.room, cluster.ann, content)));
    }

    private <T> T run(T post) {
        held.runAll();
        return post;
    }

    private void askAgain() {
        node.askAgain();
        held.runAll();
    }

    private void sweepPast(Duration time) {
        cluster.clock.forward(time);
        node.sweep.run();
        held.runAll();
    }

    private static void assertUnavailable(CompletableFuture<Message> post) {
        assertThatThrownBy(post::join).hasCauseInstanceOf(UnavailableException.class);
    }
}
