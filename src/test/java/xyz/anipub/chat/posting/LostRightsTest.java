package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.node.LiveNodes;

/** Who announces what a node has stored that then stands still or stops. */
class LostRightsTest {

    private final Cluster cluster = new Cluster();
    private final Node one = cluster.node();
    private final Node other = cluster.node();

    @Test
    void leavesTheAnnouncingToANodeThatLives() {
        HeldExecutor held = new HeldExecutor();
        Node slow = cluster.node(held);
        CompletableFuture<Message> first = slow.send(cluster.room, cluster.ann, "hello", "c1");
        cluster.faults.watch(call -> {
            if (call.equals("append done")) {
                cluster.faults.back();
                other.send(cluster.room, cluster.ann, "hello", "c1").join();
                assertThat(cluster.announcer.announced()).isEmpty();
            }
        });
        held.runAll();
        assertThat(cluster.announcer.announced()).containsExactly(first.join());
    }

    @Test
    void takesOverFromANodeThatHasEnded() {
        storeAndStop();
        Message answer = other.send(cluster.room, cluster.ann, "hello", "c1").join();
        other.send(cluster.room, cluster.ann, "hello", "c1").join();
        assertThat(cluster.announcer.announced()).containsExactly(answer);
    }

    @Test
    void takesOverWhatTheSenderNames() {
        storeAndStop();
        Message stored = cluster.messages.all(cluster.room).get(0);
        assertThat(other.emit(cluster.room, cluster.ann, stored).join()).isEqualTo(stored);
        other.emit(cluster.room, cluster.ann, stored).join();
        assertThat(cluster.announcer.announced()).containsExactly(stored);
    }

    @Test
    void waitsUntilItIsKnownThatTheNodeHasEnded() {
        storeAndFail();
        other.nodes.beat();
        cluster.run(LiveNodes.LEASE);
        other.nodes.beat();
        Message answer = other.send(cluster.room, cluster.ann, "hello", "c1").join();
        other.askAgain();
        assertThat(cluster.announcer.announced()).isEmpty();
        cluster.run(LiveNodes.LIFE);
        other.nodes.beat();
        other.askAgain();
        other.askAgain();
        assertThat(cluster.announcer.announced()).containsExactly(answer);
        assertThat(other.unsettled.size()).isZero();
    }

    @Test
    void asksNoMoreOnceTheNodeBeatsAgain() {
        storeAndFail();
        cluster.run(LiveNodes.LEASE);
        other.nodes.beat();
        other.send(cluster.room, cluster.ann, "hello", "c1").join();
        assertThat(other.unsettled.size()).isEqualTo(1);
        one.nodes.beat();
        other.nodes.beat();
        other.askAgain();
        assertThat(other.unsettled.size()).isZero();
        assertThat(cluster.announcer.announced()).isEmpty();
    }

    @Test
    void announcesOnceWhatItTookOverWithoutAnAnswer() {
        storeAndStop();
        cluster.faults.failOnce("takeOver done");
        Message answer = other.send(cluster.room, cluster.ann, "hello", "c1").join();
        assertThat(cluster.announcer.announced()).isEmpty();
        other.askAgain();
        other.askAgain();
        assertThat(cluster.announcer.announced()).containsExactly(answer);
    }

    @Test
    void asksForItsRightsAfterItStoodStill() {
        standStillBehindTheInsert(
                () -> other.send(cluster.room, cluster.ann, "hello", "c1").join());
        assertThat(cluster.announcer.contents()).containsExactly("hello");
    }

    @Test
    void announcesAfterItStoodStillWhatNobodyTookOver() {
        standStillBehindTheInsert(() -> {});
        assertThat(cluster.announcer.contents()).containsExactly("hello");
    }

    @Test
    void announcesAfterItStoodStillEvenIfTheStoreIsAwayThen() {
        standStillBehindTheInsert(() -> cluster.faults.failOnce("heldBy"));
        one.askAgain();
        assertThat(cluster.announcer.contents()).containsExactly("hello");
    }

    private void standStillBehindTheInsert(Runnable meanwhile) {
        cluster.faults.watch(call -> {
            if (call.equals("append done")) {
                cluster.faults.back();
                cluster.kill(one);
                meanwhile.run();
            }
        });
        one.send(cluster.room, cluster.ann, "hello", "c1").join();
    }

    @Test
    void takesNoPostsBeforeTheOthersKnowIt() {
        Node fresh = new Node(cluster, Runnable::run, cluster.announcer, 1000);
        assertThatThrownBy(() -> fresh.emit(cluster.room, cluster.ann, "too early"))
                .isInstanceOf(UnavailableException.class);
        fresh.nodes.beat();
        cluster.run(LiveNodes.LEASE.minus(Duration.ofNanos(1)));
        assertThatThrownBy(() -> fresh.emit(cluster.room, cluster.ann, "too early"))
                .isInstanceOf(UnavailableException.class);
        cluster.run(Duration.ofNanos(1));
        fresh.emit(cluster.room, cluster.ann, "now").join();
    }

    @Test
    void needsOneWriteAndNoQuestionWhileItIsAlone() {
        Cluster alone = new Cluster();
        Node node = alone.node();
        node.emit(alone.room, alone.ann, "first").join();
        List<String> calls = new ArrayList<>();
        alone.faults.watch(calls::add);
        node.send(alone.room, alone.ann, "hello", "c1").join();
        assertThat(calls).containsExactly("append", "append done");
    }

    private void storeAndFail() {
        cluster.faults.awayFrom("append done");
        assertThatThrownBy(one.send(cluster.room, cluster.ann, "hello", "c1")::join)
                .hasCauseInstanceOf(UnavailableException.class);
        cluster.faults.back();
    }

    private void storeAndStop() {
        storeAndFail();
        cluster.kill(one);
    }
}
