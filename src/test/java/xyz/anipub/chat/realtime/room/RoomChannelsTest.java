package xyz.anipub.chat.realtime.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.realtime.event.ChatFixture;
import xyz.anipub.chat.realtime.event.ChatPeer;

/** Who hears what of a room, over the real Socket.IO server. */
class RoomChannelsTest {

    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bob = new Member(TestIds.user(), "Bob", "");
    private ChatFixture chat = new ChatFixture();
    private RoomId room = chat.room(ann);

    @Test
    void tellsTheOthersOnceWhenAUserComesAndGoes() {
        ChatPeer anns = chat.peer(ann).join(room);
        ChatPeer bobs = chat.peer(bob).join(room);
        ChatPeer bobsSecond = chat.peer(bob).join(room);
        assertThat(events(anns)).containsExactly("ack", joined(bob, 2));
        bobs.drop();
        assertThat(events(anns)).isEmpty();
        bobsSecond.ask("leave_room", "{\"roomId\":\"" + room + "\"}");
        assertThat(events(anns)).containsExactly(left(bob, 1));
        assertThat(chat.isPresent(room, bob.id())).isFalse();
        assertThat(chat.repository.isMember(room, bob.id()))
                .as("membership stays")
                .isTrue();
    }

    @Test
    void answersAJoinWithTheRoomAndWhoIsThere() {
        chat.peer(ann).join(room);
        List<String> answer = chat.peer(bob).join(room).take();
        assertThat(answer).hasSize(1);
        assertThat(answer.get(0))
                .startsWith("31[{\"ok\":true,\"room\":{\"_id\":\"" + room)
                .contains("\"userName\":\"Ann\"", "\"userName\":\"Bob\"", "\"userCount\":2", "\"lastSeq\":0");
    }

    /** As everybody does at once after an outage: nothing that grows with the room, and nothing is written. */
    @Test
    void asksTheStoreLittleWhenSomebodyComesBackIntoACrowdedRoom() {
        for (int i = 0; i < 300; i++) {
            chat.repository.addMember(room, new Member(TestIds.user(), "User " + i, ""));
        }
        chat.peer(bob).join(room);
        ChatPeer back = chat.peer(bob);
        List<String> asked = new ArrayList<>();
        chat.faults.watch(asked::add);
        assertThat(back.join(room).take().get(0)).contains("\"memberCount\":302");
        assertThat(asked)
                .filteredOn(call -> !call.endsWith(" done"))
                .hasSizeLessThanOrEqualTo(8)
                .doesNotContain("countMembers", "allMembers");
    }

    @Test
    void announcesAMessageToEverybodyInTheRoomAfterItsAck() {
        HeldExecutor held = new HeldExecutor();
        useLanes(held, 100);
        ChatPeer anns = chat.peer(ann).join(room);
        ChatPeer bobs = chat.peer(bob).join(room);
        ChatPeer outside = chat.peer(bob);
        held.runAll();
        List.of(anns, bobs, outside).forEach(ChatPeer::take);
        anns.ask("send_message", "{\"roomId\":\"" + room + "\",\"content\":\" hi \",\"senderName\":\"Eve\"}");
        held.runAll();
        List<String> heard = anns.take();
        assertThat(heard).hasSize(2);
        assertThat(heard.get(0))
                .startsWith("31[{\"ok\":true,\"message\":{\"_id\":")
                .doesNotContain("Eve");
        assertThat(heard.get(1)).startsWith("2[\"receive_message\",").contains("\"content\":\"hi\"", "\"seq\":1");
        assertThat(bobs.take()).containsExactly(heard.get(1));
        assertThat(outside.take()).isEmpty();
    }

    @Test
    void leavesEveryRoomWithoutAPayload() {
        ChatPeer anns = chat.peer(ann).join(room);
        RoomId other = chat.room("Other", ann);
        anns.join(other);
        anns.say("21[\"leave_room\"]");
        assertThat(chat.isPresent(room, ann.id()) || chat.isPresent(other, ann.id()))
                .isFalse();
    }

    @Test
    void endsDeliveryToAllSocketsOfAUserWhoLeavesForGood() {
        ChatPeer anns = chat.peer(ann).join(room);
        ChatPeer bobs = chat.peer(bob).join(room);
        ChatPeer bobsSecond = chat.peer(bob).join(room);
        List.of(anns, bobs, bobsSecond).forEach(ChatPeer::take);
        chat.rooms.leave(room, bob.id());
        chat.rooms.leave(room, bob.id());
        List.of(bobs, bobsSecond).forEach(ChatPeer::take);
        anns.tell("send_message", "{\"roomId\":\"" + room + "\",\"content\":\"gone?\"}");
        assertThat(events(anns)).containsExactly(left(bob, 1), "receive_message");
        assertThat(bobs.take()).isEmpty();
        assertThat(bobsSecond.take()).isEmpty();
        bobs.ask("send_message", "{\"roomId\":\"" + room + "\",\"content\":\"hi\"}");
        assertThat(bobs.take()).singleElement().asString().contains("\"code\":\"not_a_member\"");
    }

    @Test
    void letsNobodyInWhoseMembershipEndsWhileEntering() {
        chat.faults.watch(call -> {
            if (call.equals("membersAmong done")) {
                chat.faults.back();
                // Checked and found a member: the leave comes right after that.
                chat.rooms.leave(room, bob.id());
            }
        });
        ChatPeer bobs = chat.peer(bob).join(room);
        assertThat(events(bobs))
                .containsExactly("2[\"membership_changed\",{\"roomId\":\"" + room + "\",\"member\":false}]", "ack");
        assertThat(bobs.all().get(bobs.all().size() - 1)).contains("\"code\":\"not_a_member\"");
        assertThat(chat.isPresent(room, bob.id())).isFalse();
    }

    @Test
    void leavesNoGhostOfASocketThatDropsWhileEntering() {
        HeldExecutor held = new HeldExecutor();
        useLanes(held, 100);
        ChatPeer bobs = chat.peer(bob).join(room);
        bobs.drop();
        held.runAll();
        assertThat(chat.isPresent(room, bob.id())).isFalse();
        assertThat(chat.activeRooms.userCount(room)).isZero();
        assertThat(chat.sockets.of(bob.id())).isEmpty();
    }

    @Test
    void forgetsSocketsThatAreGone() {
        ChatPeer bobs = chat.peer(bob).join(room);
        assertThat(chat.sockets.of(bob.id())).hasSize(1);
        bobs.drop();
        assertThat(chat.sockets.of(bob.id())).isEmpty();
        assertThat(chat.timers.pending()).isZero();
    }

    @Test
    void tellsOfComingsAndGoingsInTheirOrder() {
        HeldExecutor held = new HeldExecutor();
        useLanes(held, 100);
        ChatPeer anns = chat.peer(ann).join(room);
        held.runAll();
        anns.take();
        ChatPeer bobs = chat.peer(bob).join(room);
        bobs.say("21[\"leave_room\"]").join(room);
        held.runAll();
        assertThat(chat.isPresent(room, bob.id())).isTrue();
        bobs.drop();
        held.runAll();
        assertThat(events(anns)).endsWith(joined(bob, 2), left(bob, 1));
        assertThat(chat.isPresent(room, bob.id())).isFalse();
    }

    @Test
    void takesASocketOffTheListThatABusyRoomRefuses() {
        HeldExecutor held = new HeldExecutor();
        useLanes(held, 1);
        chat.lanes.submit(room, () -> {});
        ChatPeer bobs = chat.peer(bob).join(room);
        assertThat(bobs.take()).singleElement().asString().contains("\"code\":\"unavailable\"");
        held.runAll();
        chat.peer(ann).tell("send_message", "{\"roomId\":\"" + room + "\",\"content\":\"hi\"}");
        held.runAll();
        assertThat(bobs.take()).isEmpty();
    }

    @Test
    void keepsASocketWhereItIsWhenJoiningAgainFails() {
        ChatPeer bobs = chat.peer(bob).join(room);
        bobs.take();
        chat.faults.failOnce("membersAmong");
        bobs.join(room);
        assertThat(bobs.take()).singleElement().asString().contains("\"code\":\"unavailable\"");
        assertThat(chat.isPresent(room, bob.id())).isTrue();
        chat.peer(ann).tell("send_message", "{\"roomId\":\"" + room + "\",\"content\":\"hi\"}");
        assertThat(events(bobs)).containsExactly("receive_message");
    }

    @Test
    void waitsWithTheEndOfALeaveUntilTheOthersKnow() throws Exception {
        HeldExecutor held = new HeldExecutor();
        useLanes(held, 100);
        ChatPeer anns = chat.peer(ann).join(room);
        chat.peer(bob).join(room);
        held.runAll();
        anns.take();
        CompletableFuture<Void> leave = CompletableFuture.runAsync(() -> chat.rooms.leave(room, bob.id()));
        await().atMost(Duration.ofMinutes(1)).until(() -> held.size() == 1);
        assertThat(leave).isNotDone();
        held.runAll();
        leave.get(60, TimeUnit.SECONDS);
        assertThat(events(anns)).containsExactly(left(bob, 1));
    }

    @Test
    void disconnectsSocketsWhoseTokenEnds() {
        ChatPeer watching = chat.peer(ann).join(room);
        ChatPeer expiring = chat.peer(bob, "t1").join(room);
        watching.take();
        chat.sockets.revoked("t1");
        assertThat(expiring.isClosed()).isTrue();
        assertThat(events(watching)).containsExactly(left(bob, 1));
        assertThat(chat.peer(bob, "revoked").isClosed()).isTrue();
        chat.timers.advance(Duration.ofHours(1));
        assertThat(watching.isClosed()).isTrue();
        assertThat(chat.timers.pending()).isZero();
    }

    @Test
    void refusesWhatTheEventsDoNotAllow() {
        ChatPeer anns = chat.peer(ann);
        String stranger = "{\"roomId\":\"" + room + "\",\"userId\":\"" + bob.id() + "\"}";
        assertThat(anns.ask("join_room", stranger).take())
                .singleElement()
                .asString()
                .contains("\"forbidden\"");
        assertThat(anns.ask("join_room", "{\"roomId\":\"x\"}").take())
                .singleElement()
                .asString()
                .contains("\"room_not_found\"");
        assertThat(anns.ask("join_room", "7").take()).singleElement().asString().contains("\"invalid\"");
        assertThat(anns.tell("join_room", "{}").take())
                .singleElement()
                .asString()
                .startsWith("2[\"chat_error\",")
                .contains("\"event\":\"join_room\"", "\"code\":\"invalid\"");
        assertThat(chat.peer(bob).ask("get_active_users", "\"" + room + "\"").take())
                .singleElement()
                .asString()
                .contains("\"not_a_member\"");
        assertThat(anns.ask("send_message", "{\"roomId\":\"" + room + "\",\"_id\":\"x\"}")
                        .take())
                .singleElement()
                .asString()
                .contains("\"invalid\"");
    }

    @Test
    void listsTheActiveUsersToTheAsker() {
        ChatPeer anns = chat.peer(ann).join(room);
        anns.take();
        List<String> heard = anns.ask("get_active_users", "\"" + room + "\"").take();
        assertThat(heard).hasSize(2);
        assertThat(heard.get(0)).startsWith("2[\"active_users\",[{\"userId\":\"" + ann.id());
        assertThat(heard.get(1)).startsWith("31[{\"ok\":true,\"users\":[{\"userId\":\"" + ann.id());
    }

    @Test
    void answersABugAsInternal() {
        chat.faults.watch(call -> {
            throw new IllegalStateException("planted");
        });
        assertThat(chat.peer(ann).join(room).take())
                .singleElement()
                .asString()
                .contains("\"code\":\"internal\"")
                .doesNotContain("planted");
    }

    private void useLanes(HeldExecutor held, int capacity) {
        chat = new ChatFixture(held, capacity);
        room = chat.room(ann);
        held.runAll();
    }

    /** Acks as {@code ack}, messages by their event's name, other events in full. */
    private static List<String> events(ChatPeer peer) {
        return peer.take().stream()
                .map(each -> each.startsWith("3")
                        ? "ack"
                        : each.startsWith("2[\"receive_message\"") ? "receive_message" : each)
                .toList();
    }

    private String joined(Member user, int count) {
        return notice("user_joined", user, count);
    }

    private String left(Member user, int count) {
        return notice("user_left", user, count);
    }

    private String notice(String event, Member user, int count) {
        return "2[\"%s\",{\"roomId\":\"%s\",\"userId\":\"%s\",\"userName\":\"%s\",\"userCount\":%d}]"
                .formatted(event, room, user.id(), user.name(), count);
    }
}
