package xyz.anipub.chat.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;

class EchoSweepTest {

    private final Cluster cluster = new Cluster();
    private final Node node = cluster.node();

    @Test
    void waitsForTheEmitUntilItsGraceIsOver() {
        node.store(cluster.room, cluster.ann, "hello").join();
        cluster.clock.forward(Duration.ofMillis(999));
        node.sweep.run();
        assertThat(cluster.announcer.announced()).isEmpty();
        cluster.clock.forward(Duration.ofMillis(2));
        node.sweep.run();
        node.sweep.run();
        assertThat(cluster.announcer.contents()).containsExactly("hello");
    }

    @Test
    void keepsAnnouncedEntriesForTwoMinutes() {
        node.store(cluster.room, cluster.ann, "hello").join();
        node.emit(cluster.room, cluster.ann, "hello").join();
        cluster.clock.forward(Duration.ofMillis(119_900));
        node.sweep.run();
        assertThat(cluster.echoes.size()).isEqualTo(1);
        cluster.clock.forward(Duration.ofMillis(200));
        node.sweep.run();
        assertThat(cluster.echoes.size()).isZero();
    }

    @Test
    void doesNotLetOneBusyRoomStopTheOthers() {
        RoomId other = cluster.room("Other");
        node.store(cluster.room, cluster.ann, "busy").join();
        node.store(other, cluster.ann, "calm").join();
        cluster.clock.forward(Duration.ofSeconds(2));
        HeldExecutor held = new HeldExecutor();
        Node narrow = new Node(cluster, held, cluster.announcer, 1);
        narrow.lanes.submit(cluster.room, () -> {});
        narrow.sweep.run();
        held.runAll();
        assertThat(cluster.announcer.contents()).containsExactly("calm");
        narrow.sweep.run();
        held.runAll();
        assertThat(cluster.announcer.contents()).containsExactly("calm", "busy");
    }

    @Test
    void doesTheNextTimeWhatTheStoreRefused() {
        node.store(cluster.room, cluster.ann, "hello").join();
        cluster.clock.forward(Duration.ofSeconds(2));
        cluster.faults.away();
        assertThatThrownBy(node.sweep::run).isInstanceOf(UnavailableException.class);
        cluster.faults.back();
        cluster.faults.failOnce("find");
        node.sweep.run();
        assertThat(cluster.announcer.announced()).isEmpty();
        node.sweep.run();
        assertThat(cluster.announcer.contents()).containsExactly("hello");
    }
}
