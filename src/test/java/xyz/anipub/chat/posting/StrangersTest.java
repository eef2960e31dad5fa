package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.RoomNotFoundException;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.member.NotAMemberException;
import xyz.anipub.chat.message.ChangeMessage;
import xyz.anipub.chat.message.Message;

/** What people who do not belong to a room may take of it, beside its members. */
class StrangersTest {

    private static final int EACH = 200;

    private final Cluster cluster = new Cluster();
    private final HeldExecutor held = new HeldExecutor();
    private final Node node = cluster.node(held);
    private final List<Member> strangers =
            IntStream.range(0, 3).mapToObj(i -> Cluster.member("Eve " + i)).toList();
    private final List<String> calls = new ArrayList<>();

    @Test
    void costTheirRoomNoQuestionOfTheirOwnAndAQuarterOfABatch() {
        List<CompletableFuture<Message>> refused = flood();
        List<CompletableFuture<Message>> posts = IntStream.range(0, 75)
                .mapToObj(i -> node.emit(cluster.room, cluster.ann, "m" + i))
                .toList();
        assertThat(node.lanes.waiting()).as("tasks of the lane").isEqualTo(1);
        cluster.announcer.watch(message -> assertThat(refused.stream().filter(CompletableFuture::isDone))
                .as("refused before the members' posts, which came behind all of them, are announced")
                .hasSize(25));
        cluster.faults.watch(calls::add);

        held.runAll();

        assertThat(posts).allMatch(post -> !post.isCompletedExceptionally());
        assertThat(refused)
                .allSatisfy(post -> assertThatThrownBy(post::join).hasCauseInstanceOf(NotAMemberException.class));
        // One batch with the members', then six of strangers alone.
        assertThat(calls.stream().filter("membersAmong"::equals)).hasSize(7);
        assertThat(calls.stream().filter("findRoom"::equals)).hasSize(6);
        assertThat(calls.stream().filter("append"::equals)).hasSize(1);
    }

    @Test
    void leaveRoomForAThousandPostsOfMembers() {
        List<Member> many =
                IntStream.range(0, 5).mapToObj(i -> Cluster.member("Eve " + i)).toList();
        for (Member stranger : many) {
            IntStream.range(0, EACH).forEach(i -> node.emit(cluster.room, stranger, "x"));
        }
        assertThatThrownBy(() -> node.emit(cluster.room, Cluster.member("One more"), "x"))
                .isInstanceOf(UnavailableException.class);
        CompletableFuture<Message> post = node.emit(cluster.room, cluster.ann, "fine");
        held.runAll();
        assertThat(post.join().seq()).isEqualTo(1);
    }

    @Test
    void doNotDelayAMemberWithoutASocketThatHasPostedBefore() {
        node.emit(cluster.room, cluster.bob, "first");
        held.runAll();
        List<CompletableFuture<Message>> refused = flood();
        CompletableFuture<Message> post = node.emit(cluster.room, cluster.bob, "second");
        cluster.announcer.watch(message ->
                assertThat(refused.stream().filter(CompletableFuture::isDone)).hasSizeLessThanOrEqualTo(99));
        held.runAll();
        assertThat(post.join().seq()).isEqualTo(2);
    }

    @Test
    void areNoMembersAnyMoreOnceTheyHaveLeft() {
        node.emit(cluster.room, cluster.bob, "first");
        held.runAll();
        node.rooms.leave(cluster.room, cluster.bob.id());
        assertThatThrownBy(run(node.emit(cluster.room, cluster.bob, "second"))::join)
                .hasCauseInstanceOf(NotAMemberException.class);
        flood();
        CompletableFuture<Message> late = node.emit(cluster.room, cluster.bob, "third");
        CompletableFuture<Message> post = node.emit(cluster.room, cluster.ann, "fine");
        cluster.announcer.watch(
                message -> assertThat(late).as("he waits among the strangers").isNotDone());
        held.runAll();
        assertThat(post.join().seq()).isEqualTo(2);
    }

    @Test
    void keepTheOrderOfASenderWhoBecomesAMemberMeanwhile() {
        Member eve = strangers.get(0);
        CompletableFuture<Message> first = node.emit(cluster.room, eve, "first");
        cluster.rooms.addMember(cluster.room, eve);
        cluster.announcer.listens(eve.id());
        CompletableFuture<Message> second = node.emit(cluster.room, eve, "second");
        held.runAll();
        assertThat(List.of(first.join().seq(), second.join().seq())).containsExactly(1L, 2L);
    }

    @Test
    void putNoChangeIntoTheLane() {
        Message message = run(node.emit(cluster.room, cluster.ann, "hello")).join();
        for (Member stranger : strangers) {
            assertThatThrownBy(() -> node.edit(message, stranger, "mine")).isInstanceOf(NotAMemberException.class);
            assertThatThrownBy(() -> node.react(message, stranger, "👍")).isInstanceOf(NotAMemberException.class);
        }
        assertThatThrownBy(() -> node.change(new ChangeMessage.Delete(TestIds.room(), message.id(), cluster.bob.id())))
                .isInstanceOf(RoomNotFoundException.class);
        assertThat(node.lanes.waiting()).isZero();
        assertThat(run(node.react(message, cluster.bob, "👍")).join().state().change())
                .isEqualTo(1);
    }

    private List<CompletableFuture<Message>> flood() {
        List<CompletableFuture<Message>> posts = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            for (Member stranger : strangers) {
                posts.add(node.emit(cluster.room, stranger, "let me in"));
            }
        }
        return posts;
    }

    private <T> T run(T post) {
        held.runAll();
        return post;
    }
}
