package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.history.MessagePage;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.ChangeMessage;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.power.RoomPolicy;
import xyz.anipub.chat.power.RoomPolicy.History;
import xyz.anipub.chat.power.RoomPolicy.Visibility;
import xyz.anipub.chat.room.Room;

/** What who is no member learns of a private room, which is nothing, and who becomes one later. */
class PrivateRoomsTest {

    private final Cluster cluster = new Cluster();
    private final Node node = cluster.node();
    private final Member eve = Cluster.member("Eve");

    @Test
    void areNotThereForStrangers() {
        Message message = node.emit(cluster.room, cluster.ann, "secret").join();
        cluster.rooms.hide(cluster.room);
        node.powers.forget(cluster.room);
        RoomId room = cluster.room;

        Stream.<ThrowingCallable>of(
                        () -> node.rooms.readable(room, eve.id()),
                        () -> node.service.newest(room, eve.id(), 10),
                        () -> node.service.before(room, eve.id(), 9, 10),
                        () -> node.service.after(room, eve.id(), 0, 10),
                        () -> node.changes.since(room, eve.id(), 0, 10),
                        () -> node.rooms.members(room, eve.id(), Optional.empty(), 10),
                        () -> node.rooms.membersNamed(room, eve.id(), "a", Optional.empty(), 10),
                        () -> node.rooms.join(room, eve),
                        () -> node.rooms.leave(room, eve.id()),
                        () -> node.rooms.requireMember(room, eve.id()),
                        () -> node.changes.change(new ChangeMessage.Delete(room, message.id(), eve.id())))
                .forEach(call -> assertThatThrownBy(call).isInstanceOf(RoomNotFoundException.class));
        assertThatThrownBy(() -> node.emit(room, eve, "x").join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RoomNotFoundException.class);
        assertThat(cluster.rooms.list("", Optional.empty(), 10).items()).isEmpty();
        assertThat(node.service.newest(room, cluster.ann.id(), 10).messages())
                .extracting(Message::content)
                .containsExactly("secret");
    }

    @Test
    void mayShowNewMembersWhatIsWrittenFromThenOn() {
        RoomPolicy usual = RoomPolicy.ofCreator(cluster.ann.id());
        RoomPolicy joined = new RoomPolicy(
                usual.kind(),
                Visibility.PRIVATE,
                usual.posting(),
                usual.slowMode(),
                usual.invites(),
                History.JOINED,
                1,
                usual.owners());
        Room room = new Room(
                        cluster.rooms.nextId(),
                        "Den",
                        "",
                        cluster.ann.id(),
                        cluster.clock.instant(),
                        cluster.clock.instant())
                .governed(joined);
        cluster.rooms.create(room);
        cluster.rooms.addMember(room.id(), cluster.ann);
        Message old = node.emit(room.id(), cluster.ann, "old").join();

        node.rooms.admit(room.id(), eve);
        node.reply(room.id(), cluster.ann, "new", old.id()).join();

        MessagePage page = node.service.newest(room.id(), eve.id(), 10);
        assertThat(page.messages()).extracting(Message::content).containsExactly("new");
        assertThat(page.messages().get(0).replyTo()).isEmpty();
        assertThat(page.older()).isFalse();
        assertThat(node.service.after(room.id(), eve.id(), 0, 10).messages()).hasSize(1);
        assertThat(node.service.before(room.id(), eve.id(), 2, 10).messages()).isEmpty();
        assertThat(node.rooms.readable(room.id(), eve.id()).firstSeq()).isEqualTo(2);
        assertThat(node.service.newest(room.id(), cluster.ann.id(), 10).messages())
                .hasSize(2);
    }

    @Test
    void showStrangersWhatIsWrittenOnceTheyArePublic() {
        cluster.rooms.hide(cluster.room);
        Message old = node.emit(cluster.room, cluster.ann, "old").join();
        cluster.rooms.show(cluster.room, 2);
        node.powers.forget(cluster.room);

        assertThat(node.service.newest(cluster.room, eve.id(), 10).messages()).isEmpty();
        node.react(old, cluster.bob, "👍").join();
        Message reply = node.reply(cluster.room, cluster.ann, "new", old.id()).join();
        node.react(reply, cluster.bob, "👍").join();
        node.rooms.join(cluster.room, eve);

        assertThat(node.service.newest(cluster.room, eve.id(), 10).messages())
                .extracting(Message::content)
                .containsExactly("new");
        assertThat(node.changes.since(cluster.room, eve.id(), 0, 10).messages())
                .allSatisfy(changed -> assertThat(changed.replyTo()).isEmpty())
                .extracting(Message::content)
                .containsExactly("new");
        assertThat(node.changes.since(cluster.room, eve.id(), 0, 1).messages()).isEmpty();
        assertThat(node.changes.since(cluster.room, eve.id(), 0, 1).next()).contains(1L);
        assertThat(node.service.newest(cluster.room, cluster.bob.id(), 10).messages())
                .hasSize(2);
    }

    @Test
    void areToldOfToTheirMembersAlone() {
        cluster.list.here.addAll(List.of(cluster.ann.id(), eve.id()));
        node.emit(cluster.room, cluster.ann, "hello").join();
        cluster.rooms.hide(cluster.room);
        node.list.changed(cluster.room);
        node.list.flush();

        assertThat(cluster.list.take()).isEmpty();
        assertThat(cluster.list.toUsers).containsExactly(cluster.ann.id() + " " + cluster.room + " hello");
    }

    @Test
    void doNotTellWhatTheyWereWhenTheyBecomePublic() {
        cluster.rooms.hide(cluster.room);
        node.emit(cluster.room, cluster.ann, "old").join();
        cluster.rooms.show(cluster.room, 2);
        node.powers.forget(cluster.room);
        node.list.changed(cluster.room);
        node.list.flush();

        assertThat(cluster.list.take().get(0).changed())
                .allSatisfy(news -> assertThat(news.shown()).isEmpty())
                .hasSize(1);
    }
}
