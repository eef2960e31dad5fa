package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.TooSoonException;

/** What slow mode stops, and what it does not. */
class SlowPostsTest {

    private final Cluster cluster = new Cluster();
    private Node node;

    @BeforeEach
    void slow() {
        cluster.rooms.govern(
                cluster.room,
                policy -> new RoomPolicy(
                        policy.kind(),
                        policy.visibility(),
                        policy.posting(),
                        Duration.ofSeconds(30),
                        policy.invites(),
                        policy.history(),
                        policy.publicFrom(),
                        policy.owners()));
        node = cluster.node();
    }

    @Test
    void letsMembersPostOnceInThatTimeOnAllNodesTogether() {
        node.send(cluster.room, cluster.bob, "one", "c1").join();
        Node other = cluster.node();
        assertTooSoon(node.send(cluster.room, cluster.bob, "two", "c2"), 30);
        assertTooSoon(other.emit(cluster.room, cluster.bob, "two"), 30);
        assertTooSoon(other.store(cluster.room, cluster.bob, "two"), 30);
        cluster.clock.forward(Duration.ofSeconds(29));
        assertTooSoon(node.emit(cluster.room, cluster.bob, "two"), 1);
        cluster.clock.forward(Duration.ofSeconds(1));
        other.emit(cluster.room, cluster.bob, "two").join();
        assertTooSoon(node.emit(cluster.room, cluster.bob, "three"), 30);
    }

    /** Of two posts at once the refused one may have begun first, or on a clock that is a little behind. */
    @Test
    void nobodyWaitsLongerThanThatTime() {
        Clock behind = Clock.offset(cluster.clock, Duration.ofMillis(-500));
        Node late = cluster.add(new Node(cluster, Runnable::run, cluster.announcer, 1000, behind));
        node.send(cluster.room, cluster.bob, "one", "c1").join();
        assertTooSoon(late.send(cluster.room, cluster.bob, "two", "c2"), 30);
    }

    @Test
    void doesNotStopThoseWithPower() {
        for (int i = 0; i < 3; i++) {
            node.emit(cluster.room, cluster.ann, "owner " + i).join();
        }
        assertThat(cluster.messages.lastSeq(cluster.room)).isEqualTo(3);
    }

    @Test
    void neitherCountsNorStopsWhatIsStored() {
        Message stored = node.store(cluster.room, cluster.bob, "one").join();
        assertThat(node.emit(cluster.room, cluster.bob, "one").join()).isEqualTo(stored);
        assertThat(node.emit(cluster.room, cluster.bob, stored).join()).isEqualTo(stored);
        cluster.clock.forward(Duration.ofSeconds(30));
        Message again = node.send(cluster.room, cluster.bob, "two", "c2").join();
        for (int i = 0; i < 3; i++) {
            assertThat(node.send(cluster.room, cluster.bob, "two", "c2").join()).isEqualTo(again);
        }
        cluster.clock.forward(Duration.ofSeconds(30));
        assertThat(node.send(cluster.room, cluster.bob, "two", "c2").join()).isEqualTo(again);
        node.send(cluster.room, cluster.bob, "three", "c3").join();
    }

    @Test
    void aTurnInWhichNothingIsStoredIsGivenBack() {
        cluster.faults.failOnce("lastSeq");
        Node fresh = cluster.node();
        CompletableFuture<Message> failed = fresh.emit(cluster.room, cluster.bob, "one");
        assertThatThrownBy(failed::join).hasCauseInstanceOf(UnavailableException.class);
        fresh.emit(cluster.room, cluster.bob, "one").join();
    }

    /** Of both one is stored; the other neither gives the turn back nor takes it. */
    @Test
    void oneAttemptTwiceInABatchTakesOneTurn() {
        HeldExecutor held = new HeldExecutor();
        Node busy = cluster.node(held);
        CompletableFuture<Message> first = busy.send(cluster.room, cluster.bob, "one", "c1");
        CompletableFuture<Message> second = busy.send(cluster.room, cluster.bob, "one", "c1");
        held.runAll();
        assertThat(second.join()).isEqualTo(first.join());
        assertTooSoon(node.send(cluster.room, cluster.bob, "two", "c2"), 30);
        cluster.clock.forward(Duration.ofSeconds(29));
        assertTooSoon(node.send(cluster.room, cluster.bob, "two", "c2"), 1);
    }

    /** The other one stores it while this one is about to: its own message is not there, but that one is. */
    @Test
    void oneAttemptOnTwoNodesTakesOneTurn() {
        Node other = cluster.node();
        cluster.faults.watch(call -> {
            if (call.equals("append")) {
                cluster.faults.back();
                other.send(cluster.room, cluster.bob, "one", "c1").join();
            }
        });
        node.send(cluster.room, cluster.bob, "one", "c1").join();
        assertThat(cluster.messages.lastSeq(cluster.room)).isEqualTo(1);
        assertTooSoon(node.send(cluster.room, cluster.bob, "two", "c2"), 30);
        cluster.clock.forward(Duration.ofSeconds(29));
        assertTooSoon(other.send(cluster.room, cluster.bob, "two", "c2"), 1);
    }

    private static void assertTooSoon(CompletableFuture<Message> post, long seconds) {
        assertThatThrownBy(post::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(TooSoonException.class, tooSoon -> assertThat(tooSoon.seconds())
                        .isEqualTo(seconds));
    }
}
