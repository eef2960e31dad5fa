package xyz.anipub.chat.realtime.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.realtime.event.ChatFixture;
import xyz.anipub.chat.realtime.event.ChatPeer;
import xyz.anipub.socketio.adapter.cluster.LoopCluster;

/** What a node has broadcast while another could not hear it: that one's sockets hear of it afterwards. */
class MissedNoticesTest {

    private final LoopCluster cluster = new LoopCluster();
    private final ChatFixture one = ChatFixture.in(cluster, UserLimits.standard());
    private final ChatFixture other = one.beside(cluster);
    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bob = new Member(TestIds.user(), "Bob", "");
    private final RoomId room = one.room(ann);
    private final ChatPeer anns = one.peer(ann).join(room);
    private final ChatPeer bobsHere = one.peer(bob).join(room);
    private final ChatPeer bobs = other.peer(bob).join(room);

    @BeforeEach
    void begin() {
        anns.tell("send_message", "{\"roomId\":\"%s\",\"content\":\"first\"}".formatted(room));
        second();
        Stream.of(anns, bobsHere, bobs).forEach(ChatPeer::take);
    }

    /** Twice: who asks is answered with the next beat. */
    private void second() {
        Stream.of(one, other, one, other).forEach(node -> node.missed.beat());
        Stream.of(one, other).forEach(node -> node.missed.makeGood());
    }

    private void edit(String content) {
        String id = one.messages.all(room).get(0).id().value();
        anns.ask(
                "edit_message",
                "{\"roomId\":\"%s\",\"messageId\":\"%s\",\"content\":\"%s\"}".formatted(room, id, content));
    }

    private void away(Runnable meanwhile) {
        cluster.cut();
        meanwhile.run();
        second();
        cluster.heal();
        assertThat(bobs.take()).as("while nobody is heard").isEmpty();
    }

    @Test
    void ofAChangedMessageAsItIsNow() {
        away(() -> {
            edit("second");
            edit("third");
        });
        second();
        assertThat(bobs.take()).singleElement().asString().contains("message_changed", "third", "\"change\":2");
        second();
        assertThat(bobs.take()).isEmpty();
    }

    @Test
    void ofWhatTheirUserHasRead() {
        away(() -> bobsHere.ask("mark_read", "{\"roomId\":\"" + room + "\",\"seq\":1}"));
        second();
        assertThat(bobs.take())
                .containsExactly("2[\"read_state\",{\"roomId\":\"" + room + "\",\"lastRead\":1,\"unread\":0}]");
        second();
        assertThat(bobs.take()).isEmpty();
    }

    @Test
    void ofMembershipsAsTheyAreNow() {
        RoomId stays = one.room("Stays", ann);
        RoomId left = one.room("Left", ann);
        away(() -> {
            bobsHere.join(stays);
            bobsHere.join(left);
        });
        one.repository.removeMember(left, bob.id());
        second();
        assertThat(bobs.take()).containsExactlyInAnyOrder(report(stays, true), report(left, false));
    }

    private static String report(RoomId room, boolean member) {
        return "2[\"membership_changed\",{\"roomId\":\"" + room + "\",\"member\":" + member + "}]";
    }

    @Test
    void whatTheyHaveHeardTheyHearOnce() {
        edit("second");
        bobsHere.ask("mark_read", "{\"roomId\":\"" + room + "\",\"seq\":1}");
        assertThat(bobs.take()).hasSize(2);
        second();
        assertThat(bobs.take()).isEmpty();
    }

    @Test
    void onceTheStoreAnswers() {
        away(() -> edit("second"));
        Stream.of(one, other, one, other).forEach(node -> node.missed.beat());
        one.faults.away();
        assertThatThrownBy(other.missed::makeGood).isInstanceOf(UnavailableException.class);
        one.faults.back();
        second();
        assertThat(bobs.take()).singleElement().asString().contains("message_changed", "second");
    }

    @Test
    void nothingOfWhatDoesNotConcernThem() {
        Member cat = new Member(TestIds.user(), "Cat", "");
        ChatPeer cats = other.peer(cat);
        away(() -> {
            edit("second");
            bobsHere.ask("mark_read", "{\"roomId\":\"" + room + "\",\"seq\":1}");
        });
        second();
        assertThat(bobs.take()).hasSize(2);
        assertThat(cats.take()).isEmpty();
    }

    @Test
    void keysThatAreNoneAreDropped() {
        one.server
                .of("/")
                .serverSideEmit(
                        "anipub:notices",
                        Map.of(
                                "node",
                                NodeId.fresh().value(),
                                "number",
                                1,
                                "after",
                                0,
                                "back",
                                0,
                                "keys",
                                List.of("", "c", "x" + room + room, "c" + room, "r" + room + "none")));
        away(() -> edit("second"));
        second();
        assertThat(bobs.take()).hasSize(1);
    }
}
