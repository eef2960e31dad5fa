package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.ChatException;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;

/** Posts with a clientId. */
class OneStepTest {

    private final Cluster cluster = new Cluster();
    private final Node node = cluster.node();

    @Test
    void storesAnswersAndAnnounces() {
        Message message = node.send(cluster.room, cluster.ann, "  hello ", "c1").join();
        assertThat(message.content()).isEqualTo("hello");
        assertThat(message.seq()).isEqualTo(1);
        assertThat(message.sender()).isEqualTo(cluster.ann);
        assertThat(message.clientId()).contains("c1");
        assertThat(message.timestamp()).isEqualTo("2026-01-01T12:00:00.123Z");
        assertThat(cluster.messages.all(cluster.room)).containsExactly(message);
        assertThat(cluster.announcer.announced()).containsExactly(message);
    }

    @Test
    void answersARetryWithTheSameMessageAndAnnouncesOnce() {
        Message first = node.send(cluster.room, cluster.ann, "hello", "c1").join();
        Message again = node.send(cluster.room, cluster.ann, " hello", "c1").join();
        assertThat(again).isEqualTo(first);
        assertThat(cluster.messages.all(cluster.room)).hasSize(1);
        assertThat(cluster.announcer.contents()).containsExactly("hello");
    }

    @Test
    void refusesAnotherContentUnderTheSameClientId() {
        node.send(cluster.room, cluster.ann, "hello", "c1").join();
        CompletableFuture<Message> other = node.send(cluster.room, cluster.ann, "bye", "c1");
        assertThatThrownBy(other::join).hasCauseInstanceOf(ClientIdReusedException.class);
        assertThat(cluster.announcer.contents()).containsExactly("hello");
    }

    @Test
    void takesTheSameClientIdFromAnotherSenderAndInAnotherRoom() {
        node.send(cluster.room, cluster.ann, "one", "c1").join();
        node.send(cluster.room, cluster.bob, "two", "c1").join();
        node.send(cluster.room("Other"), cluster.ann, "three", "c1").join();
        assertThat(cluster.announcer.contents()).containsExactly("one", "two", "three");
    }

    @Test
    void announcesOnceWhenTwoOfOneBatchAreTheSame() {
        HeldExecutor held = new HeldExecutor();
        Node slow = cluster.node(held);
        CompletableFuture<Message> first = slow.send(cluster.room, cluster.ann, "hello", "c1");
        CompletableFuture<Message> twin = slow.send(cluster.room, cluster.ann, "hello", "c1");
        CompletableFuture<Message> next = slow.send(cluster.room, cluster.ann, "next", "c2");
        held.runAll();
        assertThat(twin.join()).isEqualTo(first.join());
        assertThat(next.join().seq()).isEqualTo(2);
        assertThat(cluster.announcer.contents()).containsExactly("hello", "next");
    }

    @Test
    void goesOnBehindARefusedPostOfTheBatch() {
        node.send(cluster.room, cluster.ann, "old", "c1").join();
        HeldExecutor held = new HeldExecutor();
        Node slow = cluster.node(held);
        CompletableFuture<Message> before = slow.send(cluster.room, cluster.ann, "before", "c2");
        CompletableFuture<Message> reused = slow.send(cluster.room, cluster.ann, "new", "c1");
        CompletableFuture<Message> retry = slow.send(cluster.room, cluster.ann, "old", "c1");
        CompletableFuture<Message> after = slow.send(cluster.room, cluster.bob, "after", "c3");
        held.runAll();
        assertThat(before.join().seq()).isEqualTo(2);
        assertThatThrownBy(reused::join).cause().isInstanceOfSatisfying(ChatException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.CONFLICT));
        assertThat(retry.join().seq()).isEqualTo(1);
        assertThat(after.join().seq()).isEqualTo(3);
        assertThat(cluster.announcer.contents()).containsExactly("old", "before", "after");
    }

    @Test
    void announcesByTheRetryWhatACrashLeftUnannounced() {
        cluster.faults.awayFrom("append done");
        CompletableFuture<Message> lost = node.send(cluster.room, cluster.ann, "hello", "c1");
        assertThatThrownBy(lost::join).hasCauseInstanceOf(UnavailableException.class);
        assertThat(cluster.announcer.announced()).isEmpty();
        cluster.faults.back();
        Node other = cluster.node();
        cluster.kill(node);

        Message found = other.send(cluster.room, cluster.ann, "hello", "c1").join();
        assertThat(found.seq()).isEqualTo(1);
        cluster.node().send(cluster.room, cluster.ann, "hello", "c1").join();
        assertThat(cluster.announcer.announced()).containsExactly(found);
    }

    @Test
    void answersBeforeItAnnounces() {
        HeldExecutor held = new HeldExecutor();
        Node slow = cluster.node(held);
        CompletableFuture<Message> first = slow.send(cluster.room, cluster.ann, "one", "c1");
        CompletableFuture<Message> second = slow.emit(cluster.room, cluster.ann, "two");
        cluster.announcer.watch(message -> assertThat(List.of(first, second)).allMatch(CompletableFuture::isDone));
        held.runAll();
        assertThat(cluster.announcer.contents()).containsExactly("one", "two");
    }
}
