package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.room.Room;

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

    /** A node that has not beaten yet does not know by which clock messages are open. */
    @Test
    void leavesAloneWhatItCannotTellTheAgeOf() {
        node.store(cluster.room, cluster.ann, "hello").join();
        Clock ahead = Clock.offset(cluster.clock, Duration.ofHours(1));
        Node early = new Node(cluster, Runnable::run, cluster.announcer, 1000, ahead);
        early.sweep.run();
        assertThat(cluster.announcer.announced()).isEmpty();
        cluster.nodes.ahead(early.nodes.me(), Duration.ofHours(-1));
        cluster.add(early);
        early.sweep.run();
        assertThat(cluster.announcer.announced()).isEmpty();
        cluster.clock.forward(Duration.ofSeconds(2));
        early.sweep.run();
        assertThat(cluster.announcer.contents()).containsExactly("hello");
    }

    @Test
    void keepsWhatItHasAnnouncedOpenForTwoMinutes() {
        node.store(cluster.room, cluster.ann, "hello").join();
        cluster.clock.forward(Duration.ofSeconds(2));
        node.sweep.run();
        cluster.clock.forward(Duration.ofMillis(117_900));
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
        Node narrow = cluster.add(new Node(cluster, held, cluster.announcer, 1));
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
        cluster.faults.failOnce("findAll");
        node.sweep.run();
        assertThat(cluster.announcer.announced()).isEmpty();
        node.sweep.run();
        assertThat(cluster.announcer.contents()).containsExactly("hello");
    }

    @Test
    void leavesARoomWhereItWasWhenAnOldPostIsRepeated() {
        node.send(cluster.room, cluster.ann, "hello", "c1").join();
        node.activity.flush();
        Instant before = updatedAt();
        cluster.clock.forward(Duration.ofSeconds(5));
        node.send(cluster.room, cluster.ann, "hello", "c1").join();
        assertThatThrownBy(node.send(cluster.room, cluster.ann, "other", "c1")::join)
                .hasCauseInstanceOf(ClientIdReusedException.class);
        node.activity.flush();
        assertThat(updatedAt()).isEqualTo(before);
    }

    @Test
    void announcesTheLateOfABusyRoomInBatchesAndThoseOfOtherRoomsBesideThem() {
        RoomId other = cluster.room("Other");
        for (int i = 0; i < 600; i++) {
            node.store(cluster.room, cluster.ann, "m" + i).join();
        }
        node.store(other, cluster.ann, "calm").join();
        cluster.clock.forward(Duration.ofSeconds(2));
        HeldExecutor held = new HeldExecutor();
        Node sweeping = cluster.node(held);
        int[] announcedBefore = {-1};
        List<String> calls = new CopyOnWriteArrayList<>();
        cluster.faults.watch(calls::add);

        sweeping.sweep.run();
        sweeping.lanes.submit(
                cluster.room,
                () -> announcedBefore[0] = cluster.announcer.announced().size());
        assertThat(sweeping.lanes.waiting())
                .as("one task for each room, and ours")
                .isEqualTo(3);
        held.runAll();

        assertThat(cluster.announcer.contents()).hasSize(501).contains("calm").doesNotHaveDuplicates();
        assertThat(announcedBefore[0]).as("between two batches").isLessThan(200);
        assertThat(calls.stream().filter("findAll"::equals)).hasSize(6);
        assertThat(calls.stream().filter("claimAnnouncements"::equals)).hasSize(6);
        assertThat(calls).doesNotContain("find");
        sweeping.sweep.run();
        held.runAll();
        assertThat(cluster.announcer.contents()).hasSize(601).doesNotHaveDuplicates();
    }

    private Instant updatedAt() {
        return cluster.rooms.find(cluster.room).map(Room::updatedAt).orElseThrow();
    }
}
