package xyz.anipub.chat.roomlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.posting.Cluster;
import xyz.anipub.chat.posting.Node;
import xyz.anipub.chat.posting.RecordingList;
import xyz.anipub.chat.power.RoomPolicy.History;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.room.RoomRepository;

/** What everybody is told of rooms in a second, at most three of them here. */
class RoomListFeedTest {

    private final Cluster cluster = new Cluster();
    private final Node node = cluster.node();

    private List<RecordingList.Told> second() {
        node.activity.flush();
        node.list.flush();
        return cluster.list.take();
    }

    private static List<RoomId> ids(RecordingList.Told told) {
        return told.changed().stream().map(news -> news.room().id()).toList();
    }

    @Test
    void tellsARoomOnceHoweverManyMessagesItGot() {
        for (int i = 0; i < 5; i++) {
            node.emit(cluster.room, cluster.ann, "m" + i).join();
        }
        List<RecordingList.Told> told = second();
        assertThat(told).hasSize(1);
        assertThat(told.get(0).changed()).singleElement().satisfies(news -> {
            assertThat(news.lastSeq()).isEqualTo(5);
            assertThat(news.last().orElseThrow().content()).isEqualTo("m4");
            assertThat(news.room()).isEqualTo(cluster.rooms.find(cluster.room).orElseThrow());
        });
        assertThat(second()).as("nothing is told when nothing has changed").isEmpty();
    }

    @Test
    void tellsAtMostSoManyInASecondAndTheRestInTheNextOldestFirst() {
        List<RoomId> all = new ArrayList<>();
        IntStream.range(0, 7).forEach(i -> all.add(cluster.room("Room " + i)));
        all.forEach(node.list::changed);
        all.forEach(node.list::changed);
        assertThat(ids(second().get(0))).containsExactlyInAnyOrderElementsOf(all.subList(0, 3));
        assertThat(ids(second().get(0))).containsExactlyInAnyOrderElementsOf(all.subList(3, 6));
        assertThat(ids(second().get(0))).containsExactly(all.get(6));
    }

    @Test
    void tellsOfDeletedRoomsByTheirIdAndNotAsChanged() {
        RoomId gone = cluster.room("Gone");
        node.list.changed(gone);
        node.list.deleted(gone);
        assertThat(second()).singleElement().satisfies(told -> {
            assertThat(told.changed()).isEmpty();
            assertThat(told.deleted()).containsExactly(gone);
        });
    }

    @Test
    void tellsNothingOfARoomThatIsGoneAndWasTold() {
        node.list.changed(TestIds.room());
        assertThat(second()).isEmpty();
    }

    @Test
    void tellsOtherNodesWhatHasChangedHereButNotWhatTheyHaveTold() {
        RoomId theirs = cluster.room("Theirs");
        node.list.changed(cluster.room);
        node.list.changedElsewhere(List.of(theirs));
        assertThat(second()).singleElement().satisfies(told -> assertThat(ids(told))
                .containsExactlyInAnyOrder(cluster.room, theirs));
        assertThat(second()).isEmpty();
        assertThat(cluster.list.forOthers).containsExactly(cluster.room);
    }

    @Test
    void tellsWhoIsBannedThatThereIsNewsAndNotWhat() {
        UserId eve = TestIds.user();
        cluster.list.here.addAll(List.of(eve, cluster.ann.id()));
        cluster.powers.ban(cluster.room, eve, Instant.MAX);
        node.emit(cluster.room, cluster.ann, "not for Eve").join();
        assertThat(second().get(0).changed().get(0).shown()).isPresent();
        assertThat(cluster.list.lastExcept).containsExactly(eve);
        assertThat(cluster.list.toUsers).containsExactly(eve + " " + cluster.room);
        cluster.powers.ban(cluster.room, eve, cluster.clock.instant());
        node.powers.forget(cluster.room);
        node.emit(cluster.room, cluster.ann, "for all").join();
        second();
        assertThat(cluster.list.lastExcept).as("the ban is over").isEmpty();
    }

    @Test
    void tellsNobodyElseOfARoomThatIsHiddenWhileItIsRead() {
        node.emit(cluster.room, cluster.ann, "secret").join();
        node.activity.flush();
        cluster.list.here.addAll(List.of(TestIds.user(), cluster.ann.id()));
        cluster.faults.watch(call -> {
            if (call.equals("newestOfEach")) {
                cluster.faults.back();
                cluster.rooms.hide(cluster.room);
                node.powers.forget(cluster.room);
            }
        });
        assertThat(second()).isEmpty();
        assertThat(cluster.list.toUsers).containsExactly(cluster.ann.id() + " " + cluster.room + " secret");
    }

    @Test
    void showsNoMessageOfARoomWhereEachMemberReadsFromJoiningOn() {
        cluster.rooms.hide(cluster.room);
        cluster.rooms.edit(
                cluster.room,
                new RoomRepository.Change(
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        new RoomRepository.Governing(
                                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(History.JOINED))));
        cluster.list.here.add(cluster.bob.id());
        node.emit(cluster.room, cluster.ann, "before Bob").join();
        assertThat(second()).isEmpty();
        assertThat(cluster.list.toUsers).containsExactly(cluster.bob.id() + " " + cluster.room);
    }

    @Test
    void showsARoomWithoutMessages() {
        node.list.changed(cluster.room);
        RoomNews news = second().get(0).changed().get(0);
        assertThat(news.lastSeq()).isZero();
        assertThat(news.last()).isEmpty();
    }

    @Test
    void tellsLaterWhatItCouldNotReadWhileTheStoreWasAway() {
        Room room = cluster.rooms.find(cluster.room).orElseThrow();
        node.list.changed(room.id());
        cluster.faults.away();
        assertThatThrownBy(node.list::flush).isInstanceOf(UnavailableException.class);
        cluster.faults.back();
        assertThat(ids(second().get(0))).containsExactly(room.id());
    }
}
