package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.history.MessagePage;
import xyz.anipub.chat.history.RoomSummary;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.room.Room;
import xyz.anipub.chat.roomlist.RoomSummaries;

/** Reading: pages of history and summaries of rooms. */
class MessageServiceTest {

    private final Cluster cluster = new Cluster();
    private final Node node = cluster.node();
    private final MessageService service = node.service;

    @BeforeEach
    void postTen() {
        IntStream.rangeClosed(1, 10)
                .forEach(i -> node.emit(cluster.room, cluster.ann, "m" + i).join());
    }

    @Test
    void givesTheNewestOldestFirst() {
        expect(service.newest(cluster.room, cluster.ann.id(), 3), true, false, 8, 9, 10);
        expect(service.newest(cluster.room, cluster.ann.id(), 10), false, false, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        expect(service.newest(cluster.room("Empty"), cluster.ann.id(), 10), false, false);
    }

    @Test
    void pagesBack() {
        expect(service.before(cluster.room, cluster.ann.id(), 8, 3), true, true, 5, 6, 7);
        expect(service.before(cluster.room, cluster.ann.id(), 4, 3), false, true, 1, 2, 3);
        expect(service.before(cluster.room, cluster.ann.id(), 1, 3), false, false);
        expect(service.before(cluster.room, cluster.ann.id(), 99, 2), true, false, 9, 10);
    }

    @Test
    void pagesForth() {
        expect(service.after(cluster.room, cluster.ann.id(), 0, 3), false, true, 1, 2, 3);
        expect(service.after(cluster.room, cluster.ann.id(), 7, 3), true, false, 8, 9, 10);
        expect(service.after(cluster.room, cluster.ann.id(), 10, 3), false, false);
        expect(service.after(cluster.room, cluster.ann.id(), Long.MAX_VALUE, 3), false, false);
    }

    @Test
    void knowsNoRoomThatDoesNotExist() {
        RoomId nowhere = TestIds.room();
        assertThatThrownBy(() -> service.newest(nowhere, cluster.ann.id(), 1))
                .isInstanceOf(RoomNotFoundException.class);
        assertThatThrownBy(() -> service.before(nowhere, cluster.ann.id(), 1, 1))
                .isInstanceOf(RoomNotFoundException.class);
        assertThatThrownBy(() -> service.after(nowhere, cluster.ann.id(), 1, 1))
                .isInstanceOf(RoomNotFoundException.class);
    }

    @Test
    void sumsARoomUp() {
        RoomSummaries summaries = MessageServices.summaries(cluster.rooms, cluster.messages);
        Room room = cluster.rooms.find(cluster.room).orElseThrow();
        RoomSummary brief = summaries.brief(room);
        assertThat(brief.newest()).extracting(Message::content).containsExactly("m10");
        assertThat(brief.messageCount()).isEqualTo(10);
        assertThat(brief.members()).containsExactly(cluster.ann.id(), cluster.bob.id());
        assertThat(brief.memberCount()).isEqualTo(2);
        assertThat(summaries.full(room).newest()).hasSize(10);
    }

    @Test
    void boundsWhatASummaryHolds() {
        IntStream.rangeClosed(11, 60)
                .forEach(i -> node.emit(cluster.room, cluster.ann, "m" + i).join());
        IntStream.range(0, 250).forEach(i -> cluster.rooms.addMember(cluster.room, Cluster.member("user" + i)));
        RoomSummary full = MessageServices.summaries(cluster.rooms, cluster.messages)
                .full(cluster.rooms.find(cluster.room).orElseThrow());
        assertThat(full.newest()).hasSize(50).last().extracting(Message::seq).isEqualTo(60L);
        assertThat(full.messageCount()).isEqualTo(60);
        assertThat(full.members()).hasSize(200);
        assertThat(full.memberCount()).isEqualTo(252);
    }

    private static void expect(MessagePage page, boolean older, boolean newer, long... seqs) {
        List<Long> expected = java.util.Arrays.stream(seqs).boxed().toList();
        assertThat(page.messages()).extracting(Message::seq).isEqualTo(expected);
        assertThat(page.older()).isEqualTo(older);
        assertThat(page.newer()).isEqualTo(newer);
    }
}
