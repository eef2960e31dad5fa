package xyz.anipub.chat.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.realtime.event.ChatFixture;
import xyz.anipub.chat.realtime.event.ChatPeer;

/** Clients of the chat that lose their connection and come back. */
class ReturningSocketsTest {

    private static final Pattern PID = Pattern.compile("\"pid\":\"([^\"]+)\"");

    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bob = new Member(TestIds.user(), "Bob", "");
    private final ChatFixture chat = ChatFixture.recovering();
    private final RoomId room = chat.room(ann);
    private final ChatPeer anns = chat.peer(ann).join(room);
    private final ChatPeer bobs = chat.peer(bob).join(room);
    private final String pid = pid(bobs);

    @Test
    void getWhatTheyMissedAndAreThereAgain() {
        bobs.drop();
        assertThat(chat.isPresent(room, bob.id())).isFalse();
        say("missed");
        ChatPeer back = back("token of Bob");

        assertThat(received(back)).containsExactly("missed");
        assertThat(chat.isPresent(room, bob.id())).isTrue();
        say("live");
        assertThat(received(back)).containsExactly("live");
    }

    @Test
    void areSeenToGoAndComeByTheOthersOnly() {
        anns.take();
        bobs.drop();
        ChatPeer back = back("token of Bob");
        assertThat(anns.take())
                .satisfiesExactly(
                        left -> assertThat(left)
                                .startsWith("2[\"user_left\",")
                                .contains(bob.id().value()),
                        joined -> assertThat(joined)
                                .startsWith("2[\"user_joined\",")
                                .contains(bob.id().value()));
        assertThat(back.take()).noneMatch(message -> message.contains("user_left") || message.contains("user_joined"));
    }

    @Test
    void mayHaveANewToken() {
        bobs.drop();
        say("missed");
        ChatPeer back = back("another token");
        assertThat(received(back)).containsExactly("missed");
        chat.sockets.revoked("token of Bob");
        assertThat(back.isClosed()).isFalse();
        chat.sockets.revoked("another token");
        assertThat(back.isClosed()).isTrue();
    }

    @Test
    void doNotGetTheSessionOfSomebodyElse() {
        bobs.drop();
        say("secret");
        ChatPeer thief = chat.silentPeer().comeBack(new Member(TestIds.user(), "Eve", ""), "token of Eve", pid);
        assertThat(thief.take()).singleElement().asString().startsWith("0{").doesNotContain(pid);
        assertThat(received(back("token of Bob"))).containsExactly("secret");
    }

    @Test
    void areNewWhenTheyLoggedOutMeanwhile() {
        bobs.drop();
        say("secret");
        chat.sockets.revoked("token of Bob");
        ChatPeer back = back("another token");
        assertThat(back.take()).singleElement().asString().startsWith("0{").doesNotContain(pid);
        assertThat(chat.isPresent(room, bob.id())).isFalse();
    }

    @Test
    void missNothingOfARoomThatTheyLeftForGoodMeanwhile() {
        RoomId other = chat.room("Other", ann);
        anns.join(other);
        bobs.join(other).drop();
        say("secret");
        chat.rooms.leave(room, bob.id());
        anns.tell("send_message", "{\"roomId\":\"" + other + "\",\"content\":\"open\"}");
        ChatPeer back = back("token of Bob");
        assertThat(received(back)).containsExactly("open");
        assertThat(chat.isPresent(room, bob.id())).isFalse();
        assertThat(chat.isPresent(other, bob.id())).isTrue();
        say("more");
        assertThat(received(back)).isEmpty();
    }

    @Test
    void areAskedForTheirMembershipBeforeAnythingIsSent() {
        bobs.drop();
        say("secret");
        // Without a word to this node, as another one would.
        chat.repository.removeMember(room, bob.id());
        ChatPeer back = back("token of Bob");
        assertThat(back.take()).singleElement().asString().contains(pid);
        assertThat(chat.isPresent(room, bob.id())).isFalse();
    }

    @Test
    void areNewWhileTheDatabaseIsAway() {
        bobs.drop();
        chat.faults.away();
        ChatPeer back = back("token of Bob");
        assertThat(back.take()).singleElement().asString().startsWith("0{").doesNotContain(pid);
    }

    @Test
    void areNewWhenTheyComeAndGoFasterThanTheyMightEnter() {
        // 600 entries at once are allowed to a user, and the clock stands still.
        ChatPeer latest = bobs;
        for (int i = 0; i < 600; i++) {
            latest.drop();
            latest = back("token of Bob");
            assertThat(latest.take()).anyMatch(message -> message.contains(pid));
        }
        latest.drop();
        assertThat(back("token of Bob").take())
                .singleElement()
                .asString()
                .startsWith("0{")
                .doesNotContain(pid);
    }

    private void say(String content) {
        anns.tell("send_message", "{\"roomId\":\"" + room + "\",\"content\":\"" + content + "\"}");
    }

    private ChatPeer back(String token) {
        return chat.silentPeer().comeBack(bob, token, pid);
    }

    private static List<String> received(ChatPeer peer) {
        return peer.take().stream()
                .filter(message -> message.startsWith("2[\"receive_message\","))
                .map(message -> message.replaceFirst(".*\"content\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private static String pid(ChatPeer peer) {
        Matcher pid = PID.matcher(peer.all().get(0));
        assertThat(pid.find()).isTrue();
        return pid.group(1);
    }
}
