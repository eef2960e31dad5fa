package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.message.Message;

class PostQueueTest {

    private final Cluster cluster = new Cluster();
    private final HeldExecutor held = new HeldExecutor();
    private final Node node = cluster.node(held);

    @Test
    void refusesThePostAfterAThousandInOneRoomOnly() {
        List<CompletableFuture<Message>> posts = fill(node, 1000);
        assertThatThrownBy(() -> node.emit(cluster.room, cluster.ann, "too much"))
                .isInstanceOf(UnavailableException.class);
        RoomId other = cluster.room("Other");
        CompletableFuture<Message> elsewhere = node.emit(other, cluster.ann, "fine");
        held.runAll();
        assertThat(posts).allMatch(post -> !post.isCompletedExceptionally());
        assertThat(elsewhere.join().seq()).isEqualTo(1);
        CompletableFuture<Message> next = node.emit(cluster.room, cluster.ann, "room again");
        held.runAll();
        assertThat(next.join().seq()).isEqualTo(1001);
    }

    @Test
    void takesOneTaskOfTheLaneHoweverManyPostsWait() {
        fill(node, 300);
        assertThat(node.lanes.waiting()).isEqualTo(1);
        held.runAll();
        assertThat(node.lanes.waiting()).isZero();
    }

    @Test
    void finishesItsPostsThroughAFullLane() {
        Node narrow = cluster.add(new Node(cluster, held, cluster.announcer, 1));
        List<CompletableFuture<Message>> posts = fill(narrow, 150);
        held.runAll();
        assertThat(posts).allMatch(CompletableFuture::isDone);
        assertThat(cluster.announcer.announced()).hasSize(150);
    }

    @Test
    void refusesWhenTheLaneIsFull() {
        Node narrow = cluster.add(new Node(cluster, held, cluster.announcer, 1));
        narrow.lanes.submit(cluster.room, () -> {});
        CompletableFuture<Message> refused = narrow.emit(cluster.room, cluster.ann, "one");
        assertThatThrownBy(refused::join).hasCauseInstanceOf(UnavailableException.class);
        held.runAll();
        CompletableFuture<Message> next = narrow.emit(cluster.room, cluster.ann, "two");
        held.runAll();
        assertThat(next.join().seq()).isEqualTo(1);
    }

    @Test
    void answersEverybodyWhenTheExecutorRefuses() {
        Node stopping = cluster.node(task -> {
            throw new RejectedExecutionException("stopped");
        });
        CompletableFuture<Message> one = stopping.emit(cluster.room, cluster.ann, "one");
        CompletableFuture<Message> two = stopping.emit(cluster.room, cluster.ann, "two");
        assertThatThrownBy(one::join).hasCauseInstanceOf(UnavailableException.class);
        assertThatThrownBy(two::join).hasCauseInstanceOf(UnavailableException.class);
    }

    @Test
    void answersEverybodyWhenTheLanesCloseBetweenBatches() {
        List<CompletableFuture<Message>> posts = fill(node, 101);
        cluster.announcer.watch(message -> node.lanes.close());
        held.runAll();
        assertThat(posts.subList(0, 100)).allMatch(post -> !post.isCompletedExceptionally());
        assertThatThrownBy(posts.get(100)::join).hasCauseInstanceOf(UnavailableException.class);
        CompletableFuture<Message> next = node.emit(cluster.room, cluster.ann, "next");
        assertThatThrownBy(next::join).hasCauseInstanceOf(UnavailableException.class);
    }

    @Test
    void refusesThePostOfASenderWhoHasTwoHundredWaiting() {
        cluster.announcer.listens(cluster.bob.id());
        for (int i = 0; i < 200; i++) {
            node.emit(cluster.room, cluster.ann, "m" + i);
        }
        assertThatThrownBy(() -> node.emit(cluster.room, cluster.ann, "too fast"))
                .isInstanceOfSatisfying(ChatException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ErrorCode.RATE_LIMITED));
        CompletableFuture<Message> other = node.emit(cluster.room, cluster.bob, "not mine");
        held.runAll();
        assertThat(other.join().seq()).isEqualTo(201);
        CompletableFuture<Message> next = node.emit(cluster.room, cluster.ann, "slower");
        held.runAll();
        assertThat(next.join().seq()).isEqualTo(202);
    }

    /** Posts of several members, as one alone may not have so many waiting. */
    private List<CompletableFuture<Message>> fill(Node target, int posts) {
        List<Member> senders = IntStream.rangeClosed(0, posts / 200)
                .mapToObj(i -> Cluster.member("Sender " + i))
                .toList();
        senders.forEach(sender -> cluster.rooms.addMember(cluster.room, sender));
        senders.forEach(sender -> cluster.announcer.listens(sender.id()));
        return IntStream.range(0, posts)
                .mapToObj(i -> target.emit(cluster.room, senders.get(i / 200), "m" + i))
                .toList();
    }
}
