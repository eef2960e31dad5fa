package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;

/** When an emit needs no question whether it announces something, and that none is taken for new which does. */
class AwaitedEmitsTest {

    private final Cluster cluster = new Cluster();
    private final Node node = cluster.node();
    private final List<String> calls = new ArrayList<>();

    @Test
    void areKnownWithoutAQuestionOnTheOnlyNode() {
        node.emit(cluster.room, cluster.ann, "first").join();
        node.sweep.run();
        cluster.faults.watch(calls::add);
        node.emit(cluster.room, cluster.ann, "hello").join();
        assertThat(calls).containsExactly("append", "append done");
    }

    @Test
    void areFoundAlsoWhereTheyAreKnown() {
        node.sweep.run();
        Message first = node.store(cluster.room, cluster.ann, "ha").join();
        Message second = node.store(cluster.room, cluster.ann, "ha").join();
        cluster.faults.watch(calls::add);
        assertThat(node.emit(cluster.room, cluster.ann, "ha").join()).isEqualTo(first);
        assertThat(node.emit(cluster.room, cluster.ann, "ha").join()).isEqualTo(second);
        assertThat(calls).doesNotContain("awaited");
        calls.clear();
        node.emit(cluster.room, cluster.ann, "ha").join();
        assertThat(calls).containsExactly("append", "append done");
        assertThat(cluster.announcer.announced()).hasSize(3).startsWith(first, second);
    }

    @Test
    void areReadAfterARestart() {
        Message stored = node.store(cluster.room, cluster.ann, "hello").join();
        Node restarted = cluster.node();
        cluster.kill(node);
        restarted.sweep.run();
        cluster.faults.watch(calls::add);
        assertThat(restarted.emit(cluster.room, cluster.ann, "hello").join()).isEqualTo(stored);
        assertThat(calls).doesNotContain("awaited");
        assertThat(cluster.announcer.announced()).containsExactly(stored);
    }

    @Test
    void areAskedForUntilTheyAreRead() {
        Message stored = node.store(cluster.room, cluster.ann, "hello").join();
        cluster.kill(node);
        Node restarted = cluster.node();
        assertThat(restarted.emit(cluster.room, cluster.ann, "hello").join()).isEqualTo(stored);
    }

    @Test
    void areAskedForBesideAnotherNode() {
        node.sweep.run();
        Node other = cluster.node();
        Message stored = other.store(cluster.room, cluster.ann, "hello").join();
        assertThat(node.emit(cluster.room, cluster.ann, "hello").join()).isEqualTo(stored);
        assertThat(cluster.announcer.announced()).containsExactly(stored);
    }

    @Test
    void areReadAgainOnceTheOtherNodeHasEnded() {
        node.sweep.run();
        Node other = cluster.node();
        Message stored = other.store(cluster.room, cluster.ann, "hello").join();
        cluster.kill(other);
        assertThat(node.nodes.isAlone()).isTrue();
        assertThat(node.emit(cluster.room, cluster.ann, "hello").join()).isEqualTo(stored);
    }

    @Test
    void areAskedForAfterAPauseInWhichANodeMayHaveComeAndGone() {
        node.sweep.run();
        cluster.run(Duration.ofSeconds(5));
        Node other = new Node(cluster, Runnable::run, cluster.announcer, 1000);
        Message stored = storeAndLeave(other);
        node.nodes.beat();
        assertThat(node.nodes.isAlone()).isTrue();
        assertThat(node.emit(cluster.room, cluster.ann, "hello").join()).isEqualTo(stored);
    }

    private Message storeAndLeave(Node other) {
        other.nodes.beat();
        cluster.run(Duration.ofSeconds(2));
        Message stored = other.store(cluster.room, cluster.ann, "hello").join();
        other.nodes.end();
        return stored;
    }

    @Test
    void areKnownThoughTheirWriteWasNotAnswered() {
        node.sweep.run();
        cluster.faults.failOnce("append done");
        assertThatThrownBy(node.store(cluster.room, cluster.ann, "hello")::join)
                .hasCauseInstanceOf(UnavailableException.class);
        Message emitted = node.emit(cluster.room, cluster.ann, "hello").join();
        assertThat(cluster.messages.all(cluster.room)).containsExactly(emitted);
    }

    @Test
    void areForgottenAfterTheirTime() {
        node.sweep.run();
        node.store(cluster.room, cluster.ann, "hello").join();
        cluster.clock.forward(Duration.ofSeconds(2));
        node.sweep.run();
        cluster.clock.forward(cluster.rules.echoLifetime().plusSeconds(5));
        node.sweep.run();
        cluster.faults.watch(calls::add);
        assertThat(node.emit(cluster.room, cluster.ann, "hello").join().seq()).isEqualTo(2);
        assertThat(calls).containsExactly("append", "append done");
    }

    @Test
    void areKeptUntilTheyAreAnnouncedHoweverLong() {
        node.sweep.run();
        node.store(cluster.room, cluster.ann, "hello").join();
        cluster.clock.forward(cluster.rules.echoLifetime().plusSeconds(1));
        cluster.faults.failOnce("findAll");
        node.sweep.run();
        assertThat(cluster.announcer.announced()).isEmpty();
        node.sweep.run();
        assertThat(cluster.announcer.contents()).containsExactly("hello");
    }

    @Test
    void areForgottenThoughAnotherRoomHasLateOnesAllTheTime() {
        RoomId other = cluster.room("Other");
        node.sweep.run();
        node.store(cluster.room, cluster.ann, "hello").join();
        for (int second = 0; second < 140; second++) {
            node.store(other, cluster.ann, "late " + second).join();
            cluster.clock.forward(Duration.ofSeconds(1));
            node.sweep.run();
        }
        cluster.faults.watch(calls::add);
        node.emit(cluster.room, cluster.ann, "hello").join();
        assertThat(calls).as("new, without a question").containsExactly("append", "append done");
    }

    @Test
    void areAnnouncedThoughTheirInsertCameAfterTheirTime() {
        node.sweep.run();
        cluster.messages.hold();
        assertThatThrownBy(node.store(cluster.room, cluster.ann, "hello")::join)
                .hasCauseInstanceOf(UnavailableException.class);
        cluster.clock.forward(cluster.rules.echoLifetime().plusSeconds(10));
        node.sweep.run();
        cluster.messages.release();
        node.askAgain();
        node.sweep.run();
        assertThat(cluster.announcer.contents()).containsExactly("hello");
    }

    @Test
    void needNoQuestionOnAnIdleNode() {
        node.sweep.run();
        node.store(cluster.room, cluster.ann, "hello").join();
        node.emit(cluster.room, cluster.ann, "hello").join();
        cluster.faults.watch(calls::add);
        node.sweep.run();
        assertThat(calls).isEmpty();
    }

    @Test
    void giveWayAboveTwentyOfASenderOnceTheyAreAnnounced() {
        node.sweep.run();
        for (int i = 0; i < 25; i++) {
            node.store(cluster.room, cluster.ann, "m" + i).join();
        }
        cluster.clock.forward(Duration.ofSeconds(2));
        node.sweep.run();
        assertThat(cluster.echoes.size()).isEqualTo(25);
        cluster.clock.forward(Duration.ofSeconds(2));
        node.sweep.run();
        assertThat(cluster.echoes.size()).isEqualTo(20);
        cluster.faults.watch(calls::add);
        node.emit(cluster.room, cluster.ann, "m4").join();
        assertThat(calls).as("new, without a question").containsExactly("append", "append done");
        node.emit(cluster.room, cluster.ann, "m5").join();
        assertThat(cluster.messages.all(cluster.room)).hasSize(26);
        assertThat(cluster.announcer.announced()).hasSize(26);
    }
}
