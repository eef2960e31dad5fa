package xyz.anipub.chat.realtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.member.Member;
import xyz.anipub.peer.Rate;

/** Users who do too much at once, over the real Socket.IO server. */
class CallerPaceTest {

    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bob = new Member(TestIds.user(), "Bob", "");
    private final ChatFixture chat = new ChatFixture(new UserLimits(new Rate(3, 1), new Rate(100, 1), 2));

    private static void assertRefused(List<String> answer) {
        assertThat(answer).hasSize(1);
        assertThat(answer.get(0))
                .startsWith("31[{")
                .contains("\"ok\":false", "\"code\":\"rate_limited\"", "\"message\":\"You are doing too much");
    }

    @Test
    void refusesEventsThatComeTooFast() {
        ChatPeer anns = chat.peer(ann);
        anns.ask("leave_room", "null").ask("leave_room", "null").ask("leave_room", "null");
        assertThat(anns.take()).hasSize(3).allMatch(answer -> answer.startsWith("31[{\"ok\":true"));

        anns.ask("leave_room", "null");
        assertRefused(anns.take());

        chat.timers.advance(Duration.ofSeconds(1));
        assertThat(anns.ask("leave_room", "null").take()).containsExactly("31[{\"ok\":true}]");
    }

    @Test
    void countsAllSocketsOfAUserTogetherAndOthersByThemselves() {
        ChatPeer first = chat.peer(ann);
        ChatPeer second = chat.peer(ann);
        first.ask("leave_room", "null").ask("leave_room", "null");
        second.ask("leave_room", "null").take();

        assertRefused(second.ask("leave_room", "null").take());
        assertThat(chat.peer(bob).ask("leave_room", "null").take()).containsExactly("31[{\"ok\":true}]");
    }

    @Test
    void countsAUserWhoComesBackAsBefore() {
        ChatPeer first = chat.peer(ann);
        first.ask("leave_room", "null").ask("leave_room", "null").ask("leave_room", "null");
        first.drop();

        assertRefused(chat.peer(ann).ask("leave_room", "null").take());
    }

    @Test
    void tellsWhoAskedForNoAckOnceASecond() {
        ChatPeer anns = chat.peer(ann);
        for (int i = 0; i < 10; i++) {
            anns.tell("leave_room", "null");
        }
        List<String> told = anns.take();
        assertThat(told).hasSize(1);
        assertThat(told.get(0))
                .startsWith("2[\"chat_error\",{")
                .contains("\"event\":\"leave_room\"", "\"code\":\"rate_limited\"");

        chat.timers.advance(Duration.ofSeconds(1));
        anns.tell("leave_room", "null").tell("leave_room", "null").tell("leave_room", "null");
        assertThat(anns.take()).singleElement().asString().startsWith("2[\"chat_error\",{");
    }

    @Test
    void closesASocketThatGoesOn() {
        ChatPeer anns = chat.peer(ann);
        for (int i = 0; i < 3 + 100; i++) {
            anns.tell("leave_room", "null");
        }
        assertThat(anns.isClosed()).isFalse();

        // The clock of the connection runs, so some more may pass.
        for (int i = 0; i < 5_000 && !anns.isClosed(); i++) {
            anns.tell("leave_room", "null");
        }
        assertThat(anns.isClosed()).isTrue();
    }

    @Test
    void endsASocketTooMany() {
        ChatPeer first = chat.peer(ann);
        ChatPeer second = chat.peer(ann);
        ChatPeer third = chat.peer(ann);
        ChatPeer bobs = chat.peer(bob);

        assertThat(third.isClosed()).isTrue();
        assertThat(List.of(first, second, bobs)).noneMatch(ChatPeer::isClosed);
        assertThat(chat.sockets.of(ann.id())).hasSize(2);
        first.drop();
        assertThat(chat.peer(ann).isClosed()).isFalse();
    }

    @Test
    void refusesARoomTooManyAndLeavesTheSocketInTheOthers() {
        ChatFixture roomy = new ChatFixture();
        ChatPeer anns = roomy.peer(ann);
        List<RoomId> all = IntStream.range(0, 21)
                .mapToObj(i -> roomy.room("Room " + i, ann))
                .toList();
        anns.take();
        all.forEach(anns::join);
        List<String> answers = anns.take();
        // Two are the lists of its user and its token.
        assertThat(answers.get(18)).contains("\"code\":\"rate_limited\"", "too many rooms");
        assertThat(answers.get(20)).contains("\"code\":\"rate_limited\"", "too many rooms");
        assertThat(roomy.isPresent(all.get(20), ann.id())).isFalse();
        assertThat(roomy.isPresent(all.get(17), ann.id())).isTrue();
    }
}
