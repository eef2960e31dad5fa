package xyz.anipub.chat.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.TooFastException;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.Membership;
import xyz.anipub.chat.member.NotAMemberException;
import xyz.anipub.chat.member.ReadState;
import xyz.anipub.chat.posting.Cluster;
import xyz.anipub.chat.posting.MessageServices;
import xyz.anipub.chat.posting.Node;
import xyz.anipub.chat.power.Powers;

class ReadServiceTest {

    private final Cluster cluster = new Cluster();
    private final Node node = cluster.node();
    private final List<String> told = new ArrayList<>();
    private int packets;
    private final ReadService reads = new ReadService(
            cluster.rooms,
            cluster.rooms,
            cluster.messages,
            (user, read, connection) -> {
                packets++;
                read.forEach((room, state) ->
                        told.add(user + " " + state.lastRead() + " " + state.unread() + " " + connection));
            },
            node.authors,
            Powers.of(cluster.rooms, cluster.rooms),
            new UserPace(UserLimits.standard(), () -> 0));
    private final Member eve = Cluster.member("Eve");

    private void post(int count) {
        for (int i = 0; i < count; i++) {
            node.emit(cluster.room, cluster.ann, "m").join();
        }
    }

    private ReadState state(Member user) {
        return reads.of(
                user.id(),
                MessageServices.summaries(cluster.rooms, cluster.messages)
                        .brief(cluster.rooms.find(cluster.room).orElseThrow()));
    }

    @Test
    void countsWhatCameAfterTheLastReadMessage() {
        post(3);
        assertThat(state(cluster.bob)).isEqualTo(new ReadState(true, 0, 3));
        assertThat(reads.markRead(cluster.room, cluster.bob.id(), 2, "s1")).isEqualTo(new ReadState(true, 2, 1));
        assertThat(state(cluster.bob)).isEqualTo(new ReadState(true, 2, 1));
        assertThat(state(cluster.ann)).as("who wrote them").isEqualTo(new ReadState(true, 3, 0));
        assertThat(told).containsExactly(cluster.bob.id() + " 2 1 s1");
    }

    @Test
    void neverGoesBackAndNotBeyondTheLast() {
        post(3);
        assertThat(reads.markRead(cluster.room, cluster.bob.id(), Long.MAX_VALUE, ""))
                .isEqualTo(new ReadState(true, 3, 0));
        assertThat(reads.markRead(cluster.room, cluster.bob.id(), 1, "")).isEqualTo(new ReadState(true, 3, 0));
        post(1);
        assertThat(state(cluster.bob)).isEqualTo(new ReadState(true, 3, 1));
        assertThat(told).as("only of news").hasSize(1);
    }

    @Test
    void whatHasExpiredIsNotUnread() {
        post(5);
        cluster.rooms.begin(cluster.room, 4);
        assertThat(state(cluster.bob)).isEqualTo(new ReadState(true, 3, 2));
        assertThat(reads.markRead(cluster.room, cluster.bob.id(), 1, "")).isEqualTo(new ReadState(true, 3, 2));
        assertThat(reads.markRead(cluster.room, cluster.bob.id(), 4, "")).isEqualTo(new ReadState(true, 4, 1));
        assertThat(told).containsExactly(cluster.bob.id() + " 3 2 ", cluster.bob.id() + " 4 1 ");
    }

    @Test
    void hasNothingUnreadInARoomJustJoined() {
        post(3);
        node.rooms.join(cluster.room, eve);
        assertThat(state(eve)).isEqualTo(new ReadState(true, 3, 0));
    }

    @Test
    void tellsNothingOfRoomsToWhichTheUserDoesNotBelong() {
        post(3);
        assertThat(state(eve)).isEqualTo(new ReadState(false, 0, 0));
        assertThatThrownBy(() -> reads.markRead(cluster.room, eve.id(), 1, "")).isInstanceOf(NotAMemberException.class);
        assertThatThrownBy(() -> reads.markRead(TestIds.room(), eve.id(), 1, ""))
                .isInstanceOf(RoomNotFoundException.class);
    }

    @Test
    void marksAllRoomsReadAndTellsOfThoseWithSomethingUnread() {
        RoomId other = cluster.room("Other");
        RoomId quiet = cluster.room("Quiet");
        post(2);
        node.emit(other, cluster.ann, "m").join();
        assertThat(reads.markAllRead(cluster.bob.id()))
                .containsExactlyInAnyOrder(new Membership(cluster.room, 2), new Membership(other, 1))
                .doesNotContain(new Membership(quiet, 0));
        assertThat(state(cluster.bob)).isEqualTo(new ReadState(true, 2, 0));
        assertThat(told).containsExactlyInAnyOrder(cluster.bob.id() + " 2 0 ", cluster.bob.id() + " 1 0 ");
        assertThat(reads.markAllRead(cluster.bob.id())).isEmpty();
    }

    /** Whoever belongs to thousands of rooms must not be buried under what is told of them. */
    @Test
    void tellsOfManyRoomsTogether() {
        for (int i = 0; i < 450; i++) {
            node.emit(cluster.room("Room " + i), cluster.ann, "m").join();
        }
        assertThat(reads.markAllRead(cluster.bob.id())).hasSize(450);
        assertThat(told).hasSize(450);
        assertThat(packets).isEqualTo(3);
    }

    @Test
    void hasReadWhatOneWroteWhicheverWayItCame() {
        node.send(cluster.room, cluster.bob, "one step", "c1").join();
        assertThat(state(cluster.bob)).as("at once").isEqualTo(new ReadState(true, 1, 0));
        node.store(cluster.room, cluster.bob, "two steps").join();
        node.emit(cluster.room, cluster.bob, "two steps").join();
        node.emit(cluster.room, cluster.bob, "a bare emit").join();
        assertThat(state(cluster.bob)).isEqualTo(new ReadState(true, 3, 0));
        assertThat(state(cluster.ann)).isEqualTo(new ReadState(true, 0, 3));
        node.activity.flush();
        assertThat(state(cluster.bob)).as("once it is stored").isEqualTo(new ReadState(true, 3, 0));
        post(2);
        assertThat(state(cluster.bob)).isEqualTo(new ReadState(true, 3, 2));
    }

    @Test
    void movesTheMarksOfAllAuthorsInOneWriteASecondAndTellsEachOnce() {
        List<String> asked = new ArrayList<>();
        post(100);
        node.emit(cluster.room, cluster.bob, "m").join();
        post(1);
        cluster.faults.watch(asked::add);
        node.activity.flush();
        node.activity.flush();
        assertThat(asked).filteredOn("markManyRead"::equals).hasSize(1);
        assertThat(cluster.read).containsExactlyInAnyOrder(cluster.ann.id() + " 102 0", cluster.bob.id() + " 101 1");
    }

    @Test
    void keepsTheMarksOfAuthorsWhileTheStoreIsAway() {
        post(1);
        cluster.faults.failOnce("markManyRead");
        assertThatThrownBy(node.activity::flush).isInstanceOf(UnavailableException.class);
        assertThat(state(cluster.ann)).isEqualTo(new ReadState(true, 1, 0));
        node.activity.flush();
        assertThat(cluster.read).containsExactly(cluster.ann.id() + " 1 0");
    }

    @Test
    void marksAllRoomsOnlySoOften() {
        for (int i = 0; i < 10; i++) {
            reads.markAllRead(cluster.bob.id());
        }
        assertThatThrownBy(() -> reads.markAllRead(cluster.bob.id())).isInstanceOf(TooFastException.class);
    }
}
