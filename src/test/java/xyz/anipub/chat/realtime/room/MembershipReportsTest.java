package xyz.anipub.chat.realtime.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.realtime.event.ChatFixture;
import xyz.anipub.chat.realtime.event.ChatPeer;

/** What a person's other sockets hear of joining and leaving. */
class MembershipReportsTest {

    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bob = new Member(TestIds.user(), "Bob", "");
    private ChatFixture chat = new ChatFixture();
    private RoomId room = chat.room(ann);

    private String report(boolean member) {
        return "2[\"membership_changed\",{\"roomId\":\"" + room + "\",\"member\":" + member + "}]";
    }

    @Test
    void reportsAJoinByEventToTheOtherSocketsOnly() {
        ChatPeer anns = chat.peer(ann).join(room);
        ChatPeer elsewhere = chat.peer(bob);
        anns.take();
        ChatPeer bobs = chat.peer(bob).join(room);
        assertThat(bobs.take()).singleElement().asString().startsWith("31[{\"ok\":true");
        assertThat(elsewhere.take()).containsExactly(report(true));
        assertThat(anns.take()).singleElement().asString().startsWith("2[\"user_joined\",");
        bobs.join(room);
        assertThat(elsewhere.take()).as("joining twice is no news").isEmpty();
    }

    @Test
    void reportsAJoinByRestAndACreationToAll() {
        ChatPeer bobs = chat.peer(bob);
        chat.rooms.join(room, bob);
        assertThat(bobs.take()).containsExactly(report(true));
        room = chat.room("Bob's", bob);
        assertThat(bobs.take()).containsExactly(report(true));
    }

    @Test
    void reportsALeaveToAllAfterTheLastThatTheyHearOfTheRoom() {
        ChatPeer bobs = chat.peer(bob).join(room);
        ChatPeer elsewhere = chat.peer(bob);
        bobs.take();
        chat.peer(ann).tell("send_message", "{\"roomId\":\"" + room + "\",\"content\":\"before\"}");
        chat.rooms.leave(room, bob.id());
        chat.peer(ann).tell("send_message", "{\"roomId\":\"" + room + "\",\"content\":\"after\"}");
        assertThat(bobs.take())
                .satisfiesExactly(message -> assertThat(message).contains("before"), last -> assertThat(last)
                        .isEqualTo(report(false)));
        assertThat(elsewhere.take()).containsExactly(report(false));
    }

    @Test
    void reportsToWhoComesBackFromALostConnection() {
        chat = ChatFixture.recovering();
        room = chat.room(ann);
        ChatPeer bobs = chat.peer(bob).join(room);
        String pid = bobs.take().isEmpty() ? "" : pid(bobs);
        bobs.drop();
        chat.rooms.leave(room, bob.id());
        assertThat(chat.silentPeer().comeBack(bob, "token of Bob", pid).take())
                .anyMatch(each -> each.startsWith("2[\"membership_changed\",") && each.contains("\"member\":false"));
    }

    @Test
    void endsWithWhatHoldsWhenJoiningAndLeavingMeet() {
        HeldExecutor held = new HeldExecutor();
        chat = new ChatFixture(held, 100);
        room = chat.room(ann);
        held.runAll();
        ChatPeer bobs = chat.peer(bob);
        bobs.take();
        chat.faults.watch(call -> {
            if (call.equals("addMember done")) {
                // Left, and reported, before the join goes on.
                chat.faults.back();
                chat.repository.removeMember(room, bob.id());
            }
        });
        chat.rooms.join(room, bob);
        held.runAll();
        assertThat(bobs.take()).containsExactly(report(false));
    }

    @Test
    void reportsWhatIsLikelyWhileTheStoreIsAway() {
        ChatPeer bobs = chat.peer(bob);
        chat.faults.failOnce("membersAmong");
        chat.rooms.join(room, bob);
        assertThat(bobs.take()).containsExactly(report(true));
        chat.faults.failOnce("membersAmong");
        chat.rooms.leave(room, bob.id());
        assertThat(bobs.take()).containsExactly(report(false));
    }

    private static String pid(ChatPeer peer) {
        List<String> all = peer.all();
        return all.get(0).replaceFirst(".*\"pid\":\"([^\"]+)\".*", "$1");
    }
}
