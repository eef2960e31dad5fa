package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.InvalidFieldException;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.NotAMemberException;
import xyz.anipub.chat.message.Message;

/** What holds for every way to post: members only, batches, order, a store that goes away. */
class PostingTest {

    private final Cluster cluster = new Cluster();
    private final HeldExecutor held = new HeldExecutor();
    private final Node node = cluster.node(held);

    @Test
    void storesAndAnnouncesABareEmit() {
        CompletableFuture<Message> one = node.emit(cluster.room, cluster.ann, "hello");
        CompletableFuture<Message> two = node.emit(cluster.room, cluster.ann, "hello");
        held.runAll();
        assertThat(cluster.announcer.announced()).containsExactly(one.join(), two.join());
        assertThat(one.join().id()).isNotEqualTo(two.join().id());
        assertThat(one.join().clientId()).isEmpty();
    }

    @Test
    void storesWhatWaitsTogetherInOneBatchInTheOrderOfArrival() {
        cluster.announcer.listens(cluster.bob.id());
        List<CompletableFuture<Message>> posts = IntStream.range(0, 250)
                .mapToObj(i -> i % 2 == 0
                        ? node.emit(cluster.room, cluster.ann, "m" + i)
                        : node.send(cluster.room, cluster.bob, "m" + i, "c" + i))
                .toList();
        held.runAll();
        List<Message> stored = posts.stream().map(CompletableFuture::join).toList();
        assertThat(stored)
                .extracting(Message::seq)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 250).mapToObj(Long::valueOf).toList());
        assertThat(cluster.announcer.announced()).containsExactlyElementsOf(stored);
        assertThat(cluster.messages.largestBatch()).isEqualTo(cluster.rules.maxBatch());
    }

    @Test
    void asksOnceForAllBareEmitsOfABatch() {
        List<String> calls = new ArrayList<>();
        List<CompletableFuture<Message>> posts = IntStream.range(0, 50)
                .mapToObj(i -> node.emit(cluster.room, i % 2 == 0 ? cluster.ann : cluster.bob, "m" + i))
                .toList();
        cluster.faults.watch(calls::add);
        held.runAll();
        assertThat(posts).allMatch(CompletableFuture::isDone);
        assertThat(calls)
                .containsExactly(
                        "membersAmong",
                        "membersAmong done",
                        "awaited",
                        "awaited done",
                        "lastSeq",
                        "lastSeq done",
                        "append",
                        "append done");
    }

    @Test
    void tellsEqualContentsOfOneBatchApart() {
        List<CompletableFuture<Message>> stored =
                List.of(node.store(cluster.room, cluster.ann, "ha"), node.store(cluster.room, cluster.ann, "ha"));
        List<CompletableFuture<Message>> emitted = List.of(
                node.emit(cluster.room, cluster.ann, "ha"),
                node.emit(cluster.room, cluster.ann, "ha"),
                node.emit(cluster.room, cluster.ann, "ha"));
        held.runAll();
        assertThat(emitted.get(0).join()).isEqualTo(stored.get(0).join());
        assertThat(emitted.get(1).join()).isEqualTo(stored.get(1).join());
        assertThat(emitted.get(2).join().seq()).isEqualTo(3);
        assertThat(cluster.announcer.announced()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void letsTheLaneDoOtherThingsBetweenBatches() {
        IntStream.range(0, 101).forEach(i -> node.emit(cluster.room, cluster.ann, "m" + i));
        int[] announcedBefore = {-1};
        node.lanes.submit(
                cluster.room,
                () -> announcedBefore[0] = cluster.announcer.announced().size());
        held.runAll();
        assertThat(announcedBefore[0]).isEqualTo(100);
        assertThat(cluster.announcer.announced()).hasSize(101);
    }

    @Test
    void refusesStrangersAndServesTheMembersBesideThem() {
        CompletableFuture<Message> before = node.emit(cluster.room, cluster.ann, "before");
        CompletableFuture<Message> stranger = node.emit(cluster.room, Cluster.member("Eve"), "let me in");
        CompletableFuture<Message> after = node.emit(cluster.room, cluster.bob, "after");
        held.runAll();
        assertThatThrownBy(stranger::join).hasCauseInstanceOf(NotAMemberException.class);
        assertThat(cluster.announcer.announced()).containsExactly(before.join(), after.join());
    }

    @Test
    void knowsNoRoomThatDoesNotExist() {
        CompletableFuture<Message> post = node.emit(TestIds.room(), cluster.bob, "hello");
        held.runAll();
        assertThatThrownBy(post::join).hasCauseInstanceOf(RoomNotFoundException.class);
    }

    @Test
    void refusesPostsThatWaitedWhileTheMembershipEnded() {
        CompletableFuture<Message> anns = node.store(cluster.room, cluster.ann, "one");
        CompletableFuture<Message> bobs = node.emit(cluster.room, cluster.bob, "two");
        node.rooms.leave(cluster.room, cluster.ann.id());
        held.runAll();
        assertThatThrownBy(anns::join).hasCauseInstanceOf(NotAMemberException.class);
        assertThat(cluster.messages.all(cluster.room)).containsExactly(bobs.join());
    }

    @Test
    void checksContentAndClientIdAtTheDoor() {
        assertThatThrownBy(() -> node.emit(cluster.room, cluster.ann, " \n "))
                .isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> node.store(cluster.room, cluster.ann, "x".repeat(2001)))
                .isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> node.send(cluster.room, cluster.ann, "", "c1"))
                .isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> node.send(cluster.room, cluster.ann, "x", " "))
                .isInstanceOf(InvalidFieldException.class);
        assertThat(held.size()).isZero();
    }

    @Test
    void answersEverybodyWhileTheStoreIsAway() {
        List<CompletableFuture<Message>> posts = List.of(
                node.emit(cluster.room, cluster.ann, "one"),
                node.store(cluster.room, cluster.ann, "two"),
                node.send(cluster.room, cluster.ann, "three", "c1"));
        cluster.faults.away();
        held.runAll();
        assertThat(posts)
                .allSatisfy(post -> assertThatThrownBy(post::join).hasCauseInstanceOf(UnavailableException.class));
        cluster.faults.back();
        assertThat(cluster.messages.all(cluster.room)).isEmpty();
        CompletableFuture<Message> next = node.emit(cluster.room, cluster.ann, "next");
        held.runAll();
        assertThat(next.join().seq()).isEqualTo(1);
    }

    @Test
    void acknowledgesAndAnnouncesWhatWasStoredBeforeTheStoreWentAway() {
        cluster.node().send(cluster.room, cluster.ann, "old", "c1").join();
        CompletableFuture<Message> one = node.emit(cluster.room, cluster.ann, "one");
        CompletableFuture<Message> reused = node.send(cluster.room, cluster.ann, "new", "c1");
        CompletableFuture<Message> three = node.emit(cluster.room, cluster.ann, "three");
        cluster.faults.awayFrom("findByClientId");
        held.runAll();
        assertThat(one.join().seq()).isEqualTo(2);
        assertThat(List.of(reused, three))
                .allSatisfy(post -> assertThatThrownBy(post::join).hasCauseInstanceOf(UnavailableException.class));
        assertThat(cluster.announcer.contents()).containsExactly("old", "one");
        assertThat(cluster.messages.all(cluster.room)).hasSize(2);
    }

    @Test
    void leavesNoHoleAfterAWriteWhoseOutcomeWasUnknown() {
        cluster.faults.failOnce("append done");
        CompletableFuture<Message> lost = node.emit(cluster.room, cluster.ann, "stored all the same");
        held.runAll();
        assertThatThrownBy(lost::join).hasCauseInstanceOf(UnavailableException.class);
        CompletableFuture<Message> next = node.emit(cluster.room, cluster.ann, "next");
        held.runAll();
        assertThat(next.join().seq()).isEqualTo(2);
        assertThat(cluster.messages.all(cluster.room)).extracting(Message::seq).containsExactly(1L, 2L);
    }

    @Test
    void answersPostsEvenWhenSomethingBreaks() {
        CompletableFuture<Message> post = node.emit(cluster.room, cluster.ann, "one");
        cluster.faults.watch(call -> {
            throw new StackOverflowError("planted");
        });
        held.runAll();
        cluster.faults.back();
        assertThatThrownBy(post::join).hasCauseInstanceOf(StackOverflowError.class);
        CompletableFuture<Message> next = node.emit(cluster.room, cluster.ann, "next");
        held.runAll();
        assertThat(next.join().seq()).isEqualTo(1);
    }

    @Test
    void keepsEverySenderAsItWasWhenItPosted() {
        Member renamed = new Member(cluster.ann.id(), "Anna", "a.png");
        node.emit(cluster.room, cluster.ann, "one");
        node.emit(cluster.room, renamed, "two");
        held.runAll();
        assertThat(cluster.announcer.announced()).extracting(Message::sender).containsExactly(cluster.ann, renamed);
    }
}
