package xyz.anipub.chat.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.member.NotAMemberException;
import xyz.anipub.chat.message.ChangeMessage;
import xyz.anipub.chat.message.Mention;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.MessageDeletedException;
import xyz.anipub.chat.message.MessageNotFoundException;
import xyz.anipub.chat.message.MessageState;
import xyz.anipub.chat.message.Quote;
import xyz.anipub.chat.message.Revision;
import xyz.anipub.chat.posting.ClientIdReusedException;
import xyz.anipub.chat.posting.Cluster;
import xyz.anipub.chat.posting.Node;

/** Editing, deleting, reacting: who may, what is stored, which number it gets, and what is told. */
class ChangesTest {

    private final Cluster cluster = new Cluster();
    private final Node node = cluster.node();
    private Message first;
    private Message second;

    @BeforeEach
    void post() {
        first = node.send(cluster.room, cluster.ann, "one", "c1").join();
        second = node.send(cluster.room, cluster.bob, "two", "c2").join();
    }

    private Message stored(Message message) {
        return cluster.messages.find(message.id()).orElseThrow();
    }

    private static ErrorCode code(CompletableFuture<Message> refused) {
        return assertThatThrownBy(refused::join)
                .cause()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(ChatException.class))
                .actual()
                .code();
    }

    private List<Long> told() {
        return cluster.announcer.changes().stream()
                .map(message -> message.state().change())
                .toList();
    }

    @Test
    void areNumberedStoredAnsweredAndTold() {
        Message edited = node.edit(first, cluster.ann, " eins ").join();
        Message reacted = node.react(second, cluster.ann, "👍").join();
        Message deleted = node.delete(first, cluster.ann).join();
        assertThat(edited.content()).isEqualTo("eins");
        assertThat(edited.state().editedAt()).contains(Instant.parse("2026-01-01T12:00:00.123Z"));
        assertThat(deleted.content()).isEmpty();
        assertThat(deleted.state().deleted()).isTrue();
        assertThat(List.of(edited, reacted, deleted))
                .extracting(message -> message.state().change())
                .containsExactly(1L, 2L, 3L);
        assertThat(cluster.announcer.changes()).containsExactly(edited, reacted, deleted);
        assertThat(stored(first)).isEqualTo(deleted);
        assertThat(stored(second)).isEqualTo(reacted);
        assertThat(node.changes.since(cluster.room, cluster.ann.id(), 0, 10).messages())
                .containsExactly(reacted, deleted);
        assertThat(node.changes.since(cluster.room, cluster.ann.id(), 2, 10).messages())
                .containsExactly(deleted);
        assertThat(node.changes.since(cluster.room, cluster.ann.id(), 0, 1).next())
                .contains(2L);
    }

    @Test
    void ofOneRoomAreNotThoseOfAnother() {
        Message elsewhere =
                node.emit(cluster.room("Other"), cluster.ann, "hello").join();
        node.edit(first, cluster.ann, "eins").join();
        assertThat(node.edit(elsewhere, cluster.ann, "bye").join().state().change())
                .isEqualTo(1);
        CompletableFuture<Message> foreign =
                node.change(new ChangeMessage.Delete(cluster.room, elsewhere.id(), cluster.ann.id()));
        assertThat(code(foreign)).isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void thatChangeNothingGetNoNumberAndAreNotTold() {
        Message reacted = node.react(first, cluster.bob, "👍").join();
        assertThat(node.react(first, cluster.bob, "👍").join()).isEqualTo(reacted);
        assertThat(node.edit(first, cluster.ann, "one ").join()).isEqualTo(reacted);
        assertThat(node.unreact(first, cluster.ann, "👍").join()).isEqualTo(reacted);
        Message deleted = node.delete(first, cluster.ann).join();
        assertThat(node.delete(first, cluster.ann).join()).isEqualTo(deleted);
        assertThat(node.unreact(first, cluster.bob, "👍").join()).isEqualTo(deleted);
        assertThat(told()).containsExactly(1L, 2L);
    }

    @Test
    void areOnlyOfMembersAndEditingAndDeletingOnlyOfTheAuthor() {
        assertThat(code(node.edit(first, cluster.bob, "x"))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(code(node.delete(first, cluster.bob))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThatThrownBy(() -> node.react(first, Cluster.member("Carl"), "👍"))
                .isInstanceOf(NotAMemberException.class);
        cluster.rooms.removeMember(cluster.room, cluster.ann.id());
        assertThatThrownBy(node.edit(first, cluster.ann, "x")::join).hasCauseInstanceOf(NotAMemberException.class);
        assertThatThrownBy(node.change(new ChangeMessage.Delete(TestIds.room(), first.id(), cluster.ann.id()))::join)
                .hasCauseInstanceOf(RoomNotFoundException.class);
        assertThatThrownBy(
                        node.change(new ChangeMessage.Delete(cluster.room, TestIds.message(), cluster.bob.id()))::join)
                .hasCauseInstanceOf(MessageNotFoundException.class);
        assertThat(told()).isEmpty();
        assertThat(stored(first)).isEqualTo(first);
    }

    @Test
    void leaveATombstoneAsItIs() {
        node.delete(first, cluster.ann).join();
        assertThat(code(node.edit(first, cluster.ann, "again"))).isEqualTo(ErrorCode.CONFLICT);
        assertThat(code(node.react(first, cluster.bob, "👍"))).isEqualTo(ErrorCode.CONFLICT);
        assertThat(told()).containsExactly(1L);
    }

    @Test
    void keepReactionsWithinTheirBounds() {
        Message full = first;
        for (int i = 0; i < 200; i++) {
            xyz.anipub.chat.member.Member member = Cluster.member("user" + i);
            cluster.rooms.addMember(cluster.room, member);
            full = node.react(first, member, Character.toString(0x1F600 + i % 20))
                    .join();
        }
        assertThat(full.state().reactions()).hasSize(200);
        assertThat(full.state().reactionsByEmoji()).hasSize(20);
        assertThat(code(node.react(first, cluster.ann, Character.toString(0x1F600))))
                .isEqualTo(ErrorCode.CONFLICT);
        for (int i = 0; i < 20; i++) {
            node.react(second, cluster.ann, Character.toString(0x1F600 + i)).join();
        }
        assertThat(code(node.react(second, cluster.bob, "👍"))).isEqualTo(ErrorCode.CONFLICT);
        node.react(second, cluster.bob, Character.toString(0x1F600)).join();
    }

    @Test
    void refuseBadTextsBeforeTheyTakeAPlaceInTheLane() {
        assertThatThrownBy(() -> node.edit(first, cluster.ann, " ")).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> node.edit(first, cluster.ann, "x".repeat(2001)))
                .isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> node.react(first, cluster.ann, "text")).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> node.unreact(first, cluster.ann, "text")).isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void areAnsweredBeforeTheyAreTold() {
        HeldExecutor held = new HeldExecutor();
        Node slow = cluster.node(held);
        CompletableFuture<Message> edit = slow.edit(first, cluster.ann, "eins");
        List<Boolean> answered = new ArrayList<>();
        edit.thenRun(() -> answered.add(cluster.announcer.changes().isEmpty()));
        held.runAll();
        assertThat(answered).containsExactly(true);
        assertThat(told()).containsExactly(1L);
    }

    @Test
    void waitInTheSameLaneAsPosts() {
        HeldExecutor held = new HeldExecutor();
        Node slow = cluster.node(held);
        CompletableFuture<Message> reply = slow.reply(cluster.room, cluster.bob, "re", first.id());
        slow.delete(first, cluster.ann);
        CompletableFuture<Message> late = slow.reply(cluster.room, cluster.bob, "late", first.id());
        held.runAll();
        assertThat(reply.join().replyTo()).isPresent();
        assertThat(late.handle((message, failure) -> failure != null).join()).isNotNull();
    }

    @Test
    void thatACrashLeftHalfDoneAreFinishedAndToldByTheNext() {
        cluster.faults.awayFrom("finish");
        CompletableFuture<Message> lost = node.edit(first, cluster.ann, "eins");
        assertThatThrownBy(lost::join).hasCauseInstanceOf(UnavailableException.class);
        cluster.faults.back();
        assertThat(stored(first)).as("not seen yet").isEqualTo(first);

        Message reacted = cluster.node().react(second, cluster.ann, "👍").join();
        assertThat(reacted.state().change()).isEqualTo(2);
        assertThat(stored(first).content()).isEqualTo("eins");
        assertThat(told()).containsExactly(1L, 2L);
        assertThat(node.changes.since(cluster.room, cluster.ann.id(), 0, 10).messages())
                .hasSize(2);
    }

    @Test
    void mayBeRepeatedAfterAFailure() {
        for (String failing : List.of("begin", "begin done", "finish", "finish done")) {
            cluster.faults.failOnce(failing);
            CompletableFuture<Message> lost = node.edit(first, cluster.ann, "after " + failing);
            assertThatThrownBy(lost::join).hasCauseInstanceOf(UnavailableException.class);
            Message again = node.edit(first, cluster.ann, "after " + failing).join();
            assertThat(again.content()).isEqualTo("after " + failing);
        }
        assertThat(stored(first).state().change()).isEqualTo(4);
        assertThat(told()).as("each, whatever failed").contains(1L, 2L, 3L, 4L).isSorted();
    }

    @Test
    void areToldEvenIfTheOneThatFindsThemHalfDoneIsRefused() {
        // By a node that stopped then.
        cluster.messages.begin(Revision.of(first)
                .edited("eins", List.of(), cluster.clock.instant())
                .numbered(1));

        assertThat(code(node.edit(first, cluster.bob, "mine"))).isEqualTo(ErrorCode.FORBIDDEN);

        assertThat(told()).containsExactly(1L);
        assertThat(cluster.announcer.changes().get(0).content()).isEqualTo("eins");
    }

    @Test
    void ofWhatWasSaidReachTheListOfRooms() {
        node.list.flush();
        cluster.list.take();
        node.react(second, cluster.ann, "👍").join();
        node.list.flush();
        assertThat(cluster.list.take()).isEmpty();

        node.delete(second, cluster.bob).join();
        node.list.flush();

        assertThat(cluster.list.take()).hasSize(1);
    }

    @Test
    void cannotTakeANumberThatAnotherChangeHadBefore() {
        Node other = cluster.node();
        node.react(first, cluster.ann, "👍").join();
        other.react(second, cluster.ann, "👍").join();
        other.react(second, cluster.bob, "👍").join();
        // Number 2 is free again, as its message has number 3; a reader who is at 3 would not see it.
        assertThat(node.react(first, cluster.bob, "👍").join().state().change()).isEqualTo(4);
    }

    @Test
    void ofMentionsFollowTheContent() {
        assertThat(node.edit(first, cluster.ann, "@Bob").join().mentions())
                .containsExactly(new Mention(cluster.bob.id(), "Bob", List.of(new Mention.Place(0, 4))));
        assertThat(node.edit(first, cluster.ann, "nobody").join().mentions()).isEmpty();
    }

    @Test
    void doNotMakeARetryAConflict() {
        Message edited = node.edit(first, cluster.ann, "eins").join();
        assertThat(node.send(cluster.room, cluster.ann, "one", "c1").join()).isEqualTo(edited);
        Message deleted = node.delete(second, cluster.bob).join();
        assertThat(node.send(cluster.room, cluster.bob, "two", "c2").join()).isEqualTo(deleted);
        Message reacted = node.send(cluster.room, cluster.ann, "three", "c3").join();
        node.react(reacted, cluster.bob, "👍").join();
        assertThatThrownBy(node.send(cluster.room, cluster.ann, "drei", "c3")::join)
                .hasCauseInstanceOf(ClientIdReusedException.class);
    }

    @Test
    void showInTheQuotesOfReplies() {
        Message reply = node.reply(cluster.room, cluster.bob, "re", first.id()).join();
        assertThat(reply.replyTo()).contains(Quote.of(first));
        Message edited = node.edit(first, cluster.ann, "x".repeat(250)).join();
        assertThat(stored(reply).replyTo()).contains(Quote.of(edited));
        assertThat(Quote.of(edited).content()).isEqualTo("x".repeat(200));
        node.delete(first, cluster.ann).join();
        assertThat(stored(reply).replyTo().orElseThrow().deleted()).isTrue();
        assertThatThrownBy(node.reply(cluster.room, cluster.bob, "late", first.id())::join)
                .hasCauseInstanceOf(MessageDeletedException.class);
        assertThatThrownBy(node.reply(cluster.room, cluster.bob, "x", TestIds.message())::join)
                .hasCauseInstanceOf(MessageNotFoundException.class);
        assertThatThrownBy(node.reply(cluster.room("Other"), cluster.bob, "x", second.id())::join)
                .hasCauseInstanceOf(MessageNotFoundException.class);
    }

    @Test
    void ofOneUserDoNotFillTheLane() {
        HeldExecutor held = new HeldExecutor();
        Node slow = cluster.node(held);
        List<CompletableFuture<Message>> edits = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            edits.add(slow.edit(first, cluster.ann, "edit " + i));
        }
        assertThatThrownBy(() -> slow.edit(first, cluster.ann, "one more"))
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED));
        slow.react(first, cluster.bob, "👍");
        held.runAll();
        assertThat(edits).allMatch(CompletableFuture::isDone);
        slow.edit(first, cluster.ann, "again");
        held.runAll();
        assertThat(stored(first).content()).isEqualTo("again");
    }

    @Test
    void askTheStoreLittle() {
        node.react(first, cluster.ann, "👍").join();
        List<String> calls = new ArrayList<>();
        cluster.faults.watch(calls::add);
        node.react(first, cluster.bob, "👍").join();
        assertThat(calls.stream().filter(call -> !call.endsWith(" done")))
                .containsExactly("membersAmong", "find", "begin", "finish");
    }

    @Test
    void areCountedByUserInTheOrderOfFirstUse() {
        node.react(first, cluster.bob, "🎉").join();
        node.react(first, cluster.ann, "👍").join();
        MessageState state = node.react(first, cluster.ann, "🎉").join().state();
        List<UserId> both = List.of(cluster.bob.id(), cluster.ann.id());
        assertThat(state.reactionsByEmoji())
                .containsExactly(java.util.Map.entry("🎉", both), java.util.Map.entry("👍", List.of(cluster.ann.id())));
    }
}
