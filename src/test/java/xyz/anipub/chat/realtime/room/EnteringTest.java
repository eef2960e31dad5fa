package xyz.anipub.chat.realtime.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.TooFastException;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.realtime.event.ChatFixture;
import xyz.anipub.chat.realtime.event.ChatPeer;
import xyz.anipub.peer.Rate;

/** {@code enter_room}, and how many are told to be there. */
class EnteringTest {

    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bob = new Member(TestIds.user(), "Bob", "");
    private ChatFixture chat = new ChatFixture();
    private RoomId room = chat.room(ann);

    private static List<String> enter(ChatPeer peer, RoomId room) {
        return peer.ask("enter_room", "{\"roomId\":\"" + room + "\",\"userId\":\"unknown\"}")
                .take();
    }

    @Test
    void showsAMemberWithoutASecondJoin() {
        ChatPeer anns = chat.peer(ann).join(room);
        anns.tell("send_message", "{\"roomId\":\"" + room + "\",\"content\":\"hi\"}")
                .take();
        chat.rooms.join(room, bob);
        ChatPeer bobs = chat.peer(bob);
        assertThat(enter(bobs, room))
                .singleElement()
                .asString()
                .startsWith(
                        "31[{\"ok\":true,\"lastSeq\":1,\"lastChange\":0,\"firstSeq\":1,\"role\":\"member\",\"users\":[{\"userId\":\""
                                + ann.id())
                .endsWith("\"userCount\":2}]");
        assertThat(chat.isPresent(room, bob.id())).isTrue();
        assertThat(anns.take())
                .singleElement()
                .asString()
                .startsWith("2[\"user_joined\",")
                .endsWith("\"userCount\":2}]");
        assertThat(enter(bobs, room)).as("twice is no error").hasSize(1);
        assertThat(anns.take()).as("and no news").isEmpty();
        anns.tell("send_message", "{\"roomId\":\"" + room + "\",\"content\":\"live\"}");
        assertThat(bobs.take()).singleElement().asString().startsWith("2[\"receive_message\",");
    }

    @Test
    void makesNobodyAMember() {
        ChatPeer anns = chat.peer(ann).join(room);
        anns.take();
        ChatPeer bobs = chat.peer(bob);
        assertThat(enter(bobs, room)).singleElement().asString().contains("\"code\":\"not_a_member\"");
        assertThat(enter(bobs, TestIds.room())).singleElement().asString().contains("\"code\":\"room_not_found\"");
        assertThat(bobs.ask("enter_room", "{\"roomId\":\"" + room + "\",\"userId\":\"" + ann.id() + "\"}")
                        .take())
                .singleElement()
                .asString()
                .contains("\"code\":\"forbidden\"");
        assertThat(chat.repository.isMember(room, bob.id())).isFalse();
        anns.tell("send_message", "{\"roomId\":\"" + room + "\",\"content\":\"secret\"}");
        assertThat(bobs.take()).isEmpty();
        assertThat(anns.take()).singleElement().asString().contains("secret");
    }

    /** Not even what is posted while the store is asked, where others listen already. */
    @Test
    void deliversNothingToAStrangerWhileTheStoreIsAsked() {
        ChatPeer anns = chat.peer(ann).join(room);
        ChatPeer bobs = chat.peer(bob);
        chat.faults.watch(call -> {
            if (call.equals("membersAmong")) {
                chat.faults.back();
                anns.tell("send_message", "{\"roomId\":\"" + room + "\",\"content\":\"secret\"}");
            }
        });
        assertThat(enter(bobs, room)).singleElement().asString().contains("\"code\":\"not_a_member\"");
        assertThat(anns.take()).last().asString().contains("secret");
    }

    @Test
    void endsNothingThatAFailureComesBetween() {
        chat.rooms.join(room, bob);
        ChatPeer bobs = chat.peer(bob);
        chat.faults.failOnce("membersAmong");
        assertThat(enter(bobs, room)).singleElement().asString().contains("\"code\":\"unavailable\"");
        assertThat(chat.isPresent(room, bob.id())).isFalse();
        assertThat(enter(bobs, room)).singleElement().asString().contains("\"ok\":true");
    }

    @Test
    void letsTwelvePagesBackIntoFiftyRoomsEachAtOnce() {
        UserPace pace = new UserPace(UserLimits.standard(), () -> 0);
        for (int entry = 0; entry < 12 * 50; entry++) {
            pace.act(ann.id());
            pace.enter(ann.id());
        }
        assertThatThrownBy(() -> pace.enter(ann.id())).isInstanceOf(TooFastException.class);
    }

    @Test
    void countsEntriesAndRefusesTooMany() {
        chat = new ChatFixture(
                new UserLimits(new Rate(100, 1), new Rate(1, 1), new Rate(2, 1), new Rate(1, 1), new Rate(1, 1), 5));
        room = chat.room(ann);
        ChatPeer anns = chat.peer(ann);
        assertThat(enter(anns, room).get(0)).contains("\"ok\":true");
        assertThat(enter(chat.peer(ann), room).get(0)).contains("\"ok\":true");
        assertThat(enter(anns, room).get(0)).contains("\"code\":\"rate_limited\"", "entering too many rooms");
        assertThat(anns.join(room).take())
                .as("joins are counted apart")
                .singleElement()
                .asString()
                .contains("\"ok\":true");
    }

    @Test
    void countsPeopleAndListsEachWhereSocketsAreTooMany() {
        List<ChatPeer> sockets = IntStream.range(0, 200)
                .mapToObj(i -> chat.peer(i < 100 ? ann : bob).join(room))
                .toList();
        Member third = new Member(TestIds.user(), "Third", "");
        ChatPeer thirds = chat.peer(third).join(room);
        String ack = thirds.take().get(0);
        assertThat(ack).endsWith("\"userCount\":3}]");
        assertThat(ack.split("\"socketId\"", -1)).hasSize(1 + 3);
        assertThat(thirds.ask("get_active_users", "\"" + room + "\"").take())
                .satisfiesExactly(
                        event -> assertThat(event.split("\"socketId\"", -1)).hasSize(1 + 3),
                        answer -> assertThat(answer).endsWith("\"userCount\":3}]"));
        ChatPeer watching = sockets.get(0);
        watching.take();
        thirds.drop();
        assertThat(watching.take())
                .singleElement()
                .asString()
                .startsWith("2[\"user_left\",")
                .endsWith("\"userCount\":2}]");
    }

    @Test
    void answersBetweenTheNoticesOfThoseWhoCameBeforeAndAfter() {
        HeldExecutor held = new HeldExecutor();
        chat = new ChatFixture(held, 100);
        room = chat.room(ann);
        ChatPeer anns = chat.peer(ann).join(room);
        chat.peer(bob).join(room);
        ChatPeer third = chat.peer(new Member(TestIds.user(), "Third", "")).join(room);
        chat.peer(new Member(TestIds.user(), "Fourth", "")).join(room);
        held.runAll();
        assertThat(counts(anns)).containsExactly("ack 1", "joined 2", "joined 3", "joined 4");
        assertThat(counts(third)).containsExactly("joined 1", "joined 2", "ack 3", "joined 4");
    }

    private static List<String> counts(ChatPeer peer) {
        return peer.take().stream()
                .filter(each -> each.contains("\"userCount\""))
                .map(each -> (each.startsWith("3") ? "ack " : "joined ")
                        + each.replaceFirst(".*\"userCount\":(\\d+).*", "$1"))
                .toList();
    }
}
