package xyz.anipub.chat.realtime.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.realtime.event.ChatFixture;
import xyz.anipub.chat.realtime.event.ChatPeer;

/** What is heard of a room that is deleted, over the real Socket.IO server. */
class RoomDeletionTest {

    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bob = new Member(TestIds.user(), "Bob", "");

    private static String argument(RoomId room) {
        return "{\"roomId\":\"" + room + "\"}";
    }

    private static String post(RoomId room) {
        return "{\"roomId\":\"" + room + "\",\"content\":\"hi\"}";
    }

    @Test
    void tellsThoseWhoAreInItAndEndsDeliveryAndPresence() {
        ChatFixture chat = new ChatFixture();
        RoomId room = chat.room(ann);
        ChatPeer anns = chat.peer(ann).join(room);
        ChatPeer bobs = chat.peer(bob).join(room);
        ChatPeer outside = chat.peer(bob);
        List.of(anns, bobs, outside).forEach(ChatPeer::take);
        chat.catalog.delete(room, ann.id());
        String told = "2[\"room_deleted\"," + argument(room) + "]";
        assertThat(anns.take()).containsExactly(told);
        assertThat(bobs.take()).containsExactly(told);
        assertThat(outside.take()).isEmpty();
        assertThat(chat.activeRooms.userCount(room)).isZero();
        assertThat(chat.sockets.of(bob.id())).allSatisfy(socket -> {
            assertThat(socket.entered()).isEmpty();
            assertThat(socket.socket().rooms()).doesNotContain(room.value());
        });
        for (String event : List.of("join_room", "send_message", "get_active_users", "mark_read")) {
            bobs.ask(event, event.equals("mark_read") ? "{\"roomId\":\"" + room + "\",\"seq\":1}" : post(room));
            assertThat(bobs.take()).singleElement().asString().contains("\"code\":\"room_not_found\"");
        }
        bobs.ask("leave_room", argument(room));
        assertThat(bobs.take()).containsExactly("31[{\"ok\":true}]");
    }

    @Test
    void answersWhatWaitedInTheLaneThatThereIsNoSuchRoom() throws Exception {
        HeldExecutor held = new HeldExecutor();
        ChatFixture chat = new ChatFixture(held, 100);
        RoomId room = chat.room(ann);
        ChatPeer bobs = chat.peer(bob).join(room);
        held.runAll();
        bobs.take();
        CompletableFuture<Void> deleted = CompletableFuture.runAsync(() -> chat.catalog.delete(room, ann.id()));
        Awaitility.await().until(() -> chat.lanes.waiting() == 1);
        bobs.ask("send_message", post(room));
        ChatPeer late = chat.peer(bob).join(room);
        assertThat(deleted).as("nobody is answered before delivery has ended").isNotDone();
        held.runAll();
        deleted.get(10, TimeUnit.SECONDS);
        List<String> heard = bobs.take();
        assertThat(heard).hasSize(2);
        assertThat(heard.get(0)).contains("room_deleted");
        assertThat(heard.get(1)).contains("\"code\":\"room_not_found\"");
        assertThat(late.take()).last().asString().contains("\"ok\":false");
        assertThat(chat.activeRooms.userCount(room)).isZero();
    }

    @Test
    void isNotInTheListsOfThoseWhoComeBackAfterIt() {
        ChatFixture chat = ChatFixture.recovering();
        RoomId room = chat.room(ann);
        ChatPeer bobs = chat.peer(bob);
        String pid = pid(bobs);
        bobs.join(room);
        bobs.drop();
        chat.catalog.delete(room, ann.id());
        ChatPeer back = chat.silentPeer().comeBack(bob, "token of Bob", pid);
        assertThat(chat.sockets.of(bob.id()))
                .singleElement()
                .satisfies(socket -> assertThat(socket.socket().rooms()).doesNotContain(room.value()));
        assertThat(back.all()).noneMatch(packet -> packet.contains("receive_message"));
        assertThat(chat.activeRooms.userCount(room)).isZero();
    }

    private static String pid(ChatPeer peer) {
        String welcome = peer.all().stream()
                .filter(packet -> packet.contains("\"pid\":\""))
                .findFirst()
                .orElseThrow();
        return welcome.replaceAll(".*\"pid\":\"([^\"]+)\".*", "$1");
    }
}
