package xyz.anipub.chat.realtime.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.notice.Addressed;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.realtime.event.ChatFixture;
import xyz.anipub.chat.realtime.event.ChatPeer;

/** Who is told that a message is about them, while they are put out or away. */
class NoticesToldTest {

    private static final Pattern PID = Pattern.compile("\"pid\":\"([^\"]+)\"");

    private final ChatFixture chat = ChatFixture.recovering();
    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bob = new Member(TestIds.user(), "Bob", "");
    private final RoomId room = chat.room(ann);
    private final ChatPeer anns = chat.peer(ann).join(room);
    private final ChatPeer bobs = chat.peer(bob).join(room);
    private final SocketNoticeAnnouncer announcer =
            new SocketNoticeAnnouncer(chat.server, chat.sockets, chat.rooms, chat.messages);

    /** Ann names Bob. */
    private void name(String content) {
        anns.tell("send_message", "{\"roomId\":\"%s\",\"content\":\"@Bob %s\"}".formatted(room, content));
        List<Message> all = chat.messages.all(room);
        announcer.noticed(List.of(Addressed.by(all.get(all.size() - 1))));
    }

    private static List<String> told(ChatPeer peer) {
        return peer.take().stream()
                .filter(message -> message.startsWith("2[\"mentioned\","))
                .map(message -> message.replaceFirst(".*\"content\":\"@Bob ([^\"]*)\".*", "$1"))
                .toList();
    }

    @Test
    void onEverySocketInTheRoomOrNot() {
        ChatPeer elsewhere = chat.peer(bob);
        name("look");
        announcer.flush();
        assertThat(told(bobs)).containsExactly("look");
        assertThat(told(elsewhere)).containsExactly("look");
        assertThat(told(anns)).isEmpty();
        announcer.flush();
        assertThat(told(bobs)).isEmpty();
    }

    @Test
    void nobodyWhoIsPutOutWhileTheStoreIsAsked() {
        for (String question : List.of("membersAmong", "membersAmong done", "findAll")) {
            chat.repository.addMember(room, bob);
            name("secret");
            told(bobs);
            chat.faults.watch(call -> {
                if (call.equals(question)) {
                    chat.faults.back();
                    chat.rooms.putOut(room, bob.id());
                }
            });
            announcer.flush();
            chat.faults.back();
            assertThat(told(bobs)).as(question).isEmpty();
        }
    }

    @Test
    void whoIsAwayAfterTheReturnUnlessPutOutMeanwhile() {
        for (boolean isPutOut : List.of(false, true)) {
            ChatPeer away = chat.peer(bob, "token of Bob");
            Matcher pid = PID.matcher(away.all().get(0));
            assertThat(pid.find()).isTrue();
            away.join(room);
            name("first");
            announcer.flush();
            away.drop();
            name("second");
            announcer.flush();
            if (isPutOut) {
                chat.rooms.putOut(room, bob.id());
            }
            ChatPeer back = chat.silentPeer().comeBack(bob, "token of Bob", pid.group(1));
            // It does not say what it has got.
            assertThat(told(back)).isEqualTo(isPutOut ? List.of() : List.of("first", "second"));
        }
    }

    @Test
    void nobodyWhoComesBackWhenTheRoomIsGone() {
        ChatPeer away = chat.peer(bob, "token of Bob");
        String pid = pid(away);
        name("look");
        announcer.flush();
        away.drop();
        name("secret");
        announcer.flush();
        chat.catalog.delete(room, Actor.of(ann.id()));
        ChatPeer back = chat.silentPeer().comeBack(bob, "token of Bob", pid);
        assertThat(told(back)).isEmpty();
    }

    private static String pid(ChatPeer peer) {
        Matcher pid = PID.matcher(peer.all().get(0));
        assertThat(pid.find()).isTrue();
        return pid.group(1);
    }

    @Test
    void nobodyWhoIsPutOutMeanwhileOfTheNewsOfAPrivateRoom() {
        chat.repository.hide(room);
        chat.powers.forget(room);
        for (boolean isPutOut : List.of(false, true)) {
            ChatPeer away = chat.peer(bob, "token of Bob");
            String pid = pid(away);
            away.drop();
            name("secret");
            chat.list.flush();
            if (isPutOut) {
                chat.rooms.putOut(room, bob.id());
            }
            ChatPeer back = chat.silentPeer().comeBack(bob, "token of Bob", pid);
            List<String> heard = back.take();
            assertThat(heard.stream().anyMatch(packet -> packet.contains("secret")))
                    .isEqualTo(!isPutOut);
        }
    }

    @Test
    void whatTheMessageSaysNow() {
        name("frist");
        String id = chat.messages.all(room).get(0).id().value();
        String edit = "{\"roomId\":\"%s\",\"messageId\":\"%s\",\"content\":\"%s\"}";
        anns.ask("edit_message", edit.formatted(room, id, "@Bob first"));
        announcer.flush();
        assertThat(told(bobs)).containsExactly("first");
        name("not you");
        id = chat.messages.all(room).get(1).id().value();
        anns.ask("edit_message", edit.formatted(room, id, "nobody"));
        announcer.flush();
        assertThat(told(bobs)).isEmpty();
    }

    @Test
    void nextTimeIfTheStoreWasAwayAndOnce() {
        name("first");
        name("second");
        for (String question : List.of("membersAmong", "findAll")) {
            chat.faults.failOnce(question);
            assertThatThrownBy(announcer::flush).as(question).isInstanceOf(UnavailableException.class);
        }
        assertThat(told(bobs)).isEmpty();
        announcer.flush();
        assertThat(told(bobs)).containsExactly("first", "second");
        announcer.flush();
        assertThat(told(bobs)).isEmpty();
    }

    @Test
    void ofManyMessagesWithFewQuestions() {
        for (int i = 0; i < 20; i++) {
            name("no. " + i);
        }
        List<String> calls = new ArrayList<>();
        chat.faults.watch(calls::add);
        announcer.flush();
        chat.faults.back();
        assertThat(told(bobs)).hasSize(20);
        assertThat(calls)
                .filteredOn(call -> call.startsWith("membersAmong") || call.startsWith("find"))
                .doesNotContain("find")
                .hasSizeLessThanOrEqualTo(4);
    }
}
