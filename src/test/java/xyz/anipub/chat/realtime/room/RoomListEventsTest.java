package xyz.anipub.chat.realtime.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.power.Actor;
import xyz.anipub.chat.realtime.event.ChatFixture;
import xyz.anipub.chat.realtime.event.ChatPeer;
import xyz.anipub.chat.room.RoomEdit;
import xyz.anipub.socketio.adapter.cluster.LoopCluster;

/** What sockets hear of the list of rooms, and a user's sockets of what was read. */
class RoomListEventsTest {

    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bob = new Member(TestIds.user(), "Bob", "");
    private final ChatFixture chat = new ChatFixture();

    @Test
    void tellEverySocketOfNewAndDeletedRooms() {
        ChatPeer anns = chat.peer(ann);
        ChatPeer bobs = chat.peer(bob);
        ChatPeer silent = chat.silentPeer();
        RoomId room = chat.room("Lobby \u2615", ann);
        assertThat(bobs.take()).isEmpty();
        chat.list.flush();
        List<String> heard = bobs.take();
        assertThat(heard)
                .containsExactly(
                        ("2[\"rooms_changed\",{\"rooms\":[{\"_id\":\"%s\",\"name\":\"Lobby \u2615\",\"description\":\"\",\"creator\":\"%s\","
                                        + "\"kind\":\"named\",\"visibility\":\"public\",\"lastSeq\":0,\"updatedAt\":\"2026-01-01T12:00:00.123Z\",\"last\":null}],\"deleted\":[]}]")
                                .formatted(room, ann.id()));
        assertThat(anns.take()).endsWith(heard.get(0));
        assertThat(silent.take())
                .as("who has not said who it is")
                .noneMatch(packet -> packet.contains("rooms_changed"));
        chat.list.flush();
        assertThat(bobs.take()).isEmpty();
        chat.catalog.delete(room, Actor.of(ann.id()));
        chat.list.flush();
        assertThat(bobs.take()).containsExactly("2[\"rooms_changed\",{\"rooms\":[],\"deleted\":[\"" + room + "\"]}]");
    }

    @Test
    void tellHowARoomIsGoverned() {
        ChatPeer bobs = chat.peer(bob);
        RoomId room = chat.room("Lobby", ann);
        Optional<String> moderators = Optional.of("moderators");
        chat.catalog.edit(
                room,
                Actor.of(ann.id()),
                RoomEdit.shown(Optional.empty(), Optional.empty()).governed(moderators, Optional.of(5L), moderators));
        bobs.take();
        chat.list.flush();
        assertThat(bobs.take())
                .singleElement()
                .asString()
                .contains("\"posting\":\"moderators\",\"slowMode\":5,\"invites\":\"moderators\"");
    }

    /** Each node tells its own sockets, once a second. */
    @Test
    void tellInOnePacketOfWhatHasChangedOnAllNodes() {
        LoopCluster cluster = new LoopCluster();
        ChatFixture one = ChatFixture.in(cluster, UserLimits.standard());
        ChatFixture other = ChatFixture.in(cluster, UserLimits.standard());
        ChatPeer bobs = other.peer(bob);
        RoomId there = one.room("There", ann);
        RoomId here = other.room("Here", bob);
        other.repository.create(one.repository.find(there).orElseThrow());
        bobs.take();
        one.list.flush();
        assertThat(bobs.take()).isEmpty();
        other.list.flush();
        assertThat(bobs.take()).singleElement().asString().contains(there.value(), here.value());
        one.list.flush();
        other.list.flush();
        assertThat(bobs.take()).isEmpty();
        other.server.of("/").serverSideEmit("anipub:rooms", List.of("none"));
        one.list.flush();
    }

    @Test
    void tellAUserOnAllNodesWhichDirectRoomsThatUserHasHidden() {
        LoopCluster cluster = new LoopCluster();
        ChatFixture one = ChatFixture.in(cluster, UserLimits.standard());
        ChatFixture other = ChatFixture.in(cluster, UserLimits.standard());
        List<ChatPeer> bobs = List.of(one.peer(bob), other.peer(bob));
        ChatPeer anns = other.peer(ann);
        RoomId room = TestIds.room();
        bobs.forEach(ChatPeer::take);
        anns.take();
        one.listAnnouncer.announceHiddenBy(bob.id(), room, 7);
        assertThat(bobs).allSatisfy(each -> assertThat(each.take())
                .containsExactly(
                        "2[\"rooms_changed\",{\"rooms\":[],\"deleted\":[],\"hidden\":[{\"roomId\":\"%s\",\"upTo\":7}]}]"
                                .formatted(room)));
        assertThat(anns.take()).isEmpty();
    }

    @Test
    void tellTheOtherSocketsOfAUserWhatWasRead() {
        RoomId room = chat.room(ann);
        ChatPeer anns = chat.peer(ann).join(room);
        ChatPeer bobs = chat.peer(bob).join(room);
        ChatPeer bobsSecond = chat.peer(bob);
        for (String content : List.of("one", "two", "three")) {
            anns.tell("send_message", "{\"roomId\":\"%s\",\"content\":\"%s\"}".formatted(room, content));
        }
        List.of(anns, bobs, bobsSecond).forEach(ChatPeer::take);
        bobs.ask("mark_read", "{\"roomId\":\"" + room + "\",\"seq\":2}");
        assertThat(bobs.take()).containsExactly("31[{\"ok\":true,\"lastRead\":2,\"unread\":1}]");
        assertThat(bobsSecond.take())
                .containsExactly("2[\"read_state\",{\"roomId\":\"" + room + "\",\"lastRead\":2,\"unread\":1}]");
        assertThat(anns.take()).isEmpty();
        bobs.join(room);
        assertThat(bobs.take())
                .singleElement()
                .asString()
                .contains("\"member\":true,\"lastSeq\":3,\"lastRead\":2,\"unread\":1");
    }

    @Test
    void refuseASeqThatIsNone() {
        RoomId room = chat.room(ann);
        ChatPeer anns = chat.peer(ann).join(room);
        anns.take();
        for (String seq : List.of("-1", "1.5", "\"1\"", "null", "1e30", "{}", "true")) {
            anns.ask("mark_read", "{\"roomId\":\"" + room + "\",\"seq\":" + seq + "}");
            assertThat(anns.take()).singleElement().asString().contains("\"code\":\"invalid\"");
        }
    }
}
