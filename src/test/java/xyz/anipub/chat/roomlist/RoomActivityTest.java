package xyz.anipub.chat.roomlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.posting.Cluster;
import xyz.anipub.chat.posting.Node;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository.Activity;

/** How a room follows its newest message. */
class RoomActivityTest {

    private final Cluster cluster = new Cluster();
    private final Node node = cluster.node();

    @Test
    void carriesTheLastActivityToTheRoom() {
        Instant before = updatedAt();
        cluster.clock.forward(Duration.ofSeconds(5));
        node.emit(cluster.room, cluster.ann, "hello").join();
        assertThat(updatedAt()).isEqualTo(before);
        cluster.faults.failOnce("touch");
        assertThatThrownBy(node.activity::flush).isInstanceOf(UnavailableException.class);
        node.activity.flush();
        assertThat(updatedAt()).isEqualTo("2026-01-01T12:00:05.123Z");
    }

    @Test
    void neverMovesActivityBack() {
        Instant now = cluster.clock.instant().plusSeconds(60);
        node.activity.note(cluster.room, now, 5);
        node.activity.note(cluster.room, now.minusSeconds(1), 4);
        node.activity.flush();
        assertThat(updatedAt()).isEqualTo(now);
        cluster.rooms.touch(Map.of(cluster.room, new Activity(now.minusSeconds(1), 0)));
        assertThat(updatedAt()).isEqualTo(now);
        assertThat(cluster.rooms.find(cluster.room).orElseThrow().seqAtLeast()).isEqualTo(5);
    }

    @Test
    void asksTheStoreOnceHoweverManyRoomsAreActive() {
        for (int i = 0; i < 1_000; i++) {
            node.activity.note(TestIds.room(), cluster.clock.instant(), i);
        }
        AtomicInteger calls = new AtomicInteger();
        cluster.faults.watch(call -> calls.incrementAndGet());
        node.activity.flush();
        node.activity.flush();
        assertThat(calls).hasValue(1);
    }

    private Instant updatedAt() {
        return cluster.rooms.find(cluster.room).map(Room::updatedAt).orElseThrow();
    }
}
