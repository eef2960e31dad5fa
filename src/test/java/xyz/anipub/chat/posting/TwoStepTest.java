package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;

/** A POST without a clientId, and the emit that follows. */
class TwoStepTest {

    private final Cluster cluster = new Cluster();
    private final Node node = cluster.node();

    @Test
    void leavesTheAnnouncingToTheBareEmit() {
        Message stored = node.store(cluster.room, cluster.ann, " hello ").join();
        assertThat(cluster.announcer.announced()).isEmpty();
        assertThat(node.emit(cluster.room, cluster.ann, "hello  ").join()).isEqualTo(stored);
        assertThat(cluster.announcer.announced()).containsExactly(stored);
        assertThat(cluster.messages.all(cluster.room)).containsExactly(stored);
    }

    @Test
    void findsThePostThatTheEmitOvertookOnTheWayToItsAnswer() {
        HeldExecutor held = new HeldExecutor();
        Node slow = cluster.node(held);
        CompletableFuture<Message> post = slow.store(cluster.room, cluster.ann, "hello");
        CompletableFuture<Message> emit = slow.emit(cluster.room, cluster.ann, "hello");
        held.runAll();
        assertThat(emit.join()).isEqualTo(post.join());
        assertThat(cluster.announcer.announced()).containsExactly(post.join());
    }

    @Test
    void keepsEqualTextsApart() {
        Message first = node.store(cluster.room, cluster.ann, "ha").join();
        Message second = node.store(cluster.room, cluster.ann, "ha").join();
        assertThat(node.emit(cluster.room, cluster.ann, "ha").join()).isEqualTo(first);
        assertThat(node.emit(cluster.room, cluster.ann, "ha").join()).isEqualTo(second);
        Message third = node.emit(cluster.room, cluster.ann, "ha").join();
        assertThat(cluster.announcer.announced()).containsExactly(first, second, third);
        assertThat(third.seq()).isEqualTo(3);
    }

    @Test
    void keepsEqualTextsOfOneBatchApart() {
        HeldExecutor held = new HeldExecutor();
        Node slow = cluster.node(held);
        CompletableFuture<Message> post1 = slow.store(cluster.room, cluster.ann, "ha");
        CompletableFuture<Message> post2 = slow.store(cluster.room, cluster.ann, "ha");
        CompletableFuture<Message> emit1 = slow.emit(cluster.room, cluster.ann, "ha");
        CompletableFuture<Message> emit2 = slow.emit(cluster.room, cluster.ann, "ha");
        CompletableFuture<Message> emit3 = slow.emit(cluster.room, cluster.ann, "ha");
        held.runAll();
        assertThat(emit1.join()).isEqualTo(post1.join());
        assertThat(emit2.join()).isEqualTo(post2.join());
        assertThat(cluster.announcer.announced()).containsExactly(post1.join(), post2.join(), emit3.join());
    }

    @Test
    void takesNoPostOfAnotherSenderRoomOrContentForItsFirstStep() {
        cluster.announcer.listens(cluster.bob.id());
        node.store(cluster.room, cluster.bob, "hello").join();
        node.store(cluster.room("Other"), cluster.ann, "hello").join();
        node.store(cluster.room, cluster.ann, "hello!").join();
        Message own = node.emit(cluster.room, cluster.ann, "hello").join();
        assertThat(own.seq()).isEqualTo(3);
        assertThat(cluster.announcer.announced()).containsExactly(own);
    }

    @Test
    void announcesAtOnceForASenderWithoutALiveSocket() {
        Message stored = node.store(cluster.room, cluster.bob, "beep").join();
        assertThat(cluster.announcer.announced()).containsExactly(stored);
        assertThat(node.emit(cluster.room, cluster.bob, "beep").join()).isEqualTo(stored);
        assertThat(cluster.announcer.announced()).hasSize(1);
    }

    @Test
    void leavesAnEmitTooLateNothingToAnnounce() {
        Message stored = node.store(cluster.room, cluster.ann, "hello").join();
        cluster.clock.forward(Duration.ofMillis(1001));
        node.sweep.run();
        assertThat(cluster.announcer.announced()).containsExactly(stored);
        assertThat(node.emit(cluster.room, cluster.ann, "hello").join()).isEqualTo(stored);
        assertThat(node.emit(cluster.room, cluster.ann, stored).join()).isEqualTo(stored);
        assertThat(cluster.announcer.announced()).hasSize(1);
    }

    @Test
    void announcesWhatTheEmitNames() {
        node.store(cluster.room, cluster.ann, "ha").join();
        Message second = node.store(cluster.room, cluster.ann, "ha").join();
        assertThat(node.emit(cluster.room, cluster.ann, second).join()).isEqualTo(second);
        assertThat(node.emit(cluster.room, cluster.ann, second).join()).isEqualTo(second);
        assertThat(cluster.announcer.announced()).containsExactly(second);
    }

    @Test
    void findsANamedMessageThatItsOwnBatchStores() {
        HeldExecutor held = new HeldExecutor();
        Node slow = cluster.node(held);
        Message stored = node.store(cluster.room, cluster.ann, "hello").join();
        CompletableFuture<Message> before = slow.emit(cluster.room, cluster.ann, "before");
        CompletableFuture<Message> named = slow.emit(cluster.room, cluster.ann, stored);
        held.runAll();
        assertThat(named.join()).isEqualTo(stored);
        assertThat(cluster.announcer.announced()).containsExactly(before.join(), stored);
    }

    @Test
    void refusesANameThatIsNotTheSendersInThisRoom() {
        Message anns = node.store(cluster.room, cluster.ann, "hello").join();
        assertThatThrownBy(node.emit(cluster.room, cluster.bob, anns)::join)
                .hasCauseInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(node.emit(cluster.room("Other"), cluster.ann, anns)::join)
                .hasCauseInstanceOf(InvalidFieldException.class);
        CompletableFuture<Message> unknown =
                node.post(new PostMessage.EmittedAgain(cluster.room, cluster.ann, TestIds.message()));
        assertThatThrownBy(unknown::join).hasCauseInstanceOf(InvalidFieldException.class);
        assertThat(cluster.announcer.announced()).isEmpty();
        node.emit(cluster.room, cluster.ann, anns).join();
        assertThat(cluster.announcer.announced()).containsExactly(anns);
    }

    @Test
    void answersANameFromTheStoreOnceItsEntryIsGone() {
        Message stored = node.store(cluster.room, cluster.ann, "hello").join();
        sweepPast(Duration.ofSeconds(2));
        sweepPast(Duration.ofMinutes(2));
        assertThat(cluster.echoes.size()).isZero();
        assertThat(node.emit(cluster.room, cluster.ann, stored).join()).isEqualTo(stored);
        assertThat(cluster.announcer.announced()).hasSize(1);
    }

    @Test
    void announcesEachOfMoreThanTwentyOnce() {
        IntStream.range(0, 25)
                .forEach(i -> node.store(cluster.room, cluster.ann, "m" + i).join());
        assertThat(cluster.echoes.size()).isEqualTo(25);
        sweepPast(Duration.ofSeconds(2));
        assertThat(cluster.announcer.contents()).hasSize(25).doesNotHaveDuplicates();
        assertThat(cluster.announcer.announced()).isSortedAccordingTo((a, b) -> Long.compare(a.seq(), b.seq()));
        sweepPast(Duration.ofSeconds(2));
        node.store(cluster.room, cluster.ann, "last").join();
        assertThat(cluster.echoes.size()).isEqualTo(21);
        node.emit(cluster.room, cluster.ann, "m24").join();
        node.emit(cluster.room, cluster.ann, "last").join();
        assertThat(cluster.announcer.contents()).hasSize(26).doesNotHaveDuplicates();
    }

    @Test
    void takesARepetitionOfAPostThatWasNeverStoredForNew() {
        cluster.faults.awayFrom("append");
        assertThatThrownBy(node.store(cluster.room, cluster.ann, "hello")::join)
                .hasCauseInstanceOf(UnavailableException.class);
        cluster.faults.back();
        node.askAgain();
        cluster.clock.forward(Duration.ofSeconds(7));
        node.askAgain();
        Message repeated = node.store(cluster.room, cluster.ann, "hello").join();
        assertThat(node.emit(cluster.room, cluster.ann, "hello").join()).isEqualTo(repeated);
        sweepPast(Duration.ofSeconds(2));
        assertThat(cluster.messages.all(cluster.room)).containsExactly(repeated);
        assertThat(cluster.announcer.announced()).containsExactly(repeated);
    }

    @Test
    void announcesLateWhatASenderStoredWhoseSocketWentAwayAndComesBackWithTheEmit() {
        Message stored = node.store(cluster.room, cluster.ann, "hello").join();
        cluster.announcer.leaves(cluster.ann.id());
        sweepPast(Duration.ofSeconds(2));
        assertThat(cluster.announcer.announced()).containsExactly(stored);
        cluster.announcer.listens(cluster.ann.id());
        assertThat(node.emit(cluster.room, cluster.ann, "hello").join()).isEqualTo(stored);
        assertThat(cluster.announcer.announced()).hasSize(1);
        assertThat(cluster.messages.all(cluster.room)).hasSize(1);
    }

    @Test
    void takesTheEmitThatWasBufferedWhileTheSocketWasAwayForItsPost() {
        Message stored = node.store(cluster.room, cluster.bob, "hello").join();
        assertThat(cluster.announcer.announced()).containsExactly(stored);
        cluster.announcer.listens(cluster.bob.id());
        cluster.clock.forward(Duration.ofSeconds(90));
        node.sweep.run();
        assertThat(node.emit(cluster.room, cluster.bob, "hello").join()).isEqualTo(stored);
        assertThat(cluster.messages.all(cluster.room)).containsExactly(stored);
        assertThat(cluster.announcer.announced()).hasSize(1);
    }

    @Test
    void takesTheEmitForItsPostAfterARestartBetweenThem() {
        Message waiting = node.store(cluster.room, cluster.ann, "one").join();
        Message announced = node.store(cluster.room, cluster.bob, "two").join();
        cluster.kill(node);
        Node restarted = cluster.node();
        assertThat(restarted.emit(cluster.room, cluster.ann, "one").join()).isEqualTo(waiting);
        assertThat(restarted.emit(cluster.room, cluster.bob, "two").join()).isEqualTo(announced);
        assertThat(cluster.messages.all(cluster.room)).hasSize(2);
        assertThat(cluster.announcer.announced()).containsExactlyInAnyOrder(waiting, announced);
    }

    @Test
    void takesTheEmitForItsPostThroughTheOtherOfTwoNodes() {
        Node other = cluster.node();
        Message waiting = node.store(cluster.room, cluster.ann, "one").join();
        Message announced = node.store(cluster.room, cluster.bob, "two").join();
        assertThat(other.emit(cluster.room, cluster.ann, "one").join()).isEqualTo(waiting);
        assertThat(other.emit(cluster.room, cluster.bob, "two").join()).isEqualTo(announced);
        assertThat(cluster.messages.all(cluster.room)).hasSize(2);
        assertThat(cluster.announcer.announced()).containsExactlyInAnyOrder(waiting, announced);
    }

    @Test
    void announcesOnceWhatTheSweepClaimedWithoutAnAnswerThoughItsEmitComes() {
        Message stored = node.store(cluster.room, cluster.ann, "hello").join();
        cluster.faults.failOnce("claimAnnouncements done");
        sweepPast(Duration.ofSeconds(2));
        assertThat(node.emit(cluster.room, cluster.ann, "hello").join()).isEqualTo(stored);
        node.askAgain();
        sweepPast(Duration.ofSeconds(2));
        assertThat(cluster.announcer.announced()).containsExactly(stored);
    }

    @Test
    void storesAnewWhatIsSentAgainAfterAnEditOrADeletion() {
        Message edited = node.store(cluster.room, cluster.ann, "hello").join();
        sweepPast(Duration.ofSeconds(2));
        node.edit(edited, cluster.ann, "something else").join();
        Message deleted = node.store(cluster.room, cluster.ann, "hello").join();
        sweepPast(Duration.ofSeconds(2));
        node.delete(deleted, cluster.ann).join();

        Message again = node.emit(cluster.room, cluster.ann, "hello").join();

        assertThat(again.seq()).isEqualTo(3);
        assertThat(again.content()).isEqualTo("hello");
        assertThat(cluster.announcer.announced()).extracting(Message::seq).containsExactly(1L, 2L, 3L);
    }

    @Test
    void announcesADeletedMessageOnceThatNobodyHadAnnounced() {
        Message deleted = node.store(cluster.room, cluster.ann, "hello").join();
        node.delete(deleted, cluster.ann).join();
        node.emit(cluster.room, cluster.ann, "hello").join();
        sweepPast(Duration.ofSeconds(2));
        assertThat(cluster.announcer.contents()).containsExactly("hello", "");
    }

    @Test
    void announcesByItsNameAMessageWithAClientIdWhoseNodeStoppedBefore() {
        Message stored = new Message(
                cluster.messages.nextId(),
                cluster.room,
                1,
                cluster.ann,
                "hello",
                cluster.clock.instant(),
                Optional.of("c1"));
        cluster.messages.append(List.of(stored));
        assertThat(node.emit(cluster.room, cluster.ann, stored).join()).isEqualTo(stored);
        assertThat(node.emit(cluster.room, cluster.ann, stored).join()).isEqualTo(stored);
        assertThat(cluster.announcer.announced()).containsExactly(stored);
    }

    private void sweepPast(Duration time) {
        cluster.clock.forward(time);
        node.sweep.run();
        node.sweep.run();
    }
}
