package xyz.anipub.chat.realtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.member.Member;

/** Who hears that somebody types. */
class TypingEventsTest {

    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bob = new Member(TestIds.user(), "Bob", "");
    private final ChatFixture chat = new ChatFixture();
    private final RoomId room = chat.room(ann);
    private final String argument = "{\"roomId\":\"" + room + "\"}";
    private final ChatPeer anns = chat.peer(ann).join(room);
    private final ChatPeer bobs = chat.peer(bob).join(room);
    private final ChatPeer bobsSecond = chat.peer(bob).join(room);
    private final ChatPeer outside = chat.peer(ann);

    @BeforeEach
    void listen() {
        List.of(anns, bobs, bobsSecond, outside).forEach(ChatPeer::take);
    }

    @Test
    void tellsTheOthersInTheRoomAndNobodyElse() {
        for (String event : List.of("typing", "stop_typing")) {
            bobs.ask(event, argument);
            assertThat(bobs.take()).containsExactly("31[{\"ok\":true}]");
            assertThat(anns.take())
                    .containsExactly("2[\"%s\",{\"roomId\":\"%s\",\"userId\":\"%s\",\"userName\":\"Bob\"}]"
                            .formatted(event, room, bob.id()));
            assertThat(bobsSecond.take()).isEmpty();
            assertThat(outside.take()).isEmpty();
        }
    }

    @Test
    void asksNothingOfTheStore() {
        chat.faults.away();
        bobs.ask("typing", argument);
        assertThat(anns.take()).hasSize(1);
    }

    @Test
    void isRefusedToASocketThatIsNotInTheRoom() {
        outside.ask("typing", argument);
        assertThat(outside.take()).singleElement().asString().contains("\"code\":\"not_a_member\"");
        bobs.ask("leave_room", argument);
        bobs.take();
        bobs.ask("typing", argument);
        assertThat(bobs.take()).singleElement().asString().contains("\"code\":\"not_a_member\"");
        chat.rooms.putOut(room, ann.id());
        anns.take();
        anns.ask("typing", argument);
        assertThat(anns.take()).singleElement().asString().contains("\"code\":\"not_a_member\"");
        outside.take();
        outside.ask("typing", "{\"roomId\":\"nonsense\"}");
        assertThat(outside.take()).singleElement().asString().contains("\"code\":\"room_not_found\"");
    }
}
