package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.ErrorCode;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.node.Ending;
import xyz.anipub.chat.node.Endings;
import xyz.anipub.chat.power.RestrictedException;
import xyz.anipub.chat.room.PowerChanges;

/** What a mute stops, and what it does not. */
class MutedPostsTest {

    private final Cluster cluster = new Cluster();
    private final Node node = cluster.node();

    @Test
    void refusesWhatComesAfterIt() {
        Message before = node.send(cluster.room, cluster.ann, "one", "c1").join();
        mute(node);
        assertMuted(() -> node.send(cluster.room, cluster.ann, "two", "c2").join());
        assertMuted(() -> node.emit(cluster.room, cluster.ann, "two").join());
        assertMuted(() -> node.store(cluster.room, cluster.ann, "two").join());
        assertMuted(() -> node.react(before, cluster.ann, "👍").join());
        assertMuted(() -> node.edit(before, cluster.ann, "another").join());
        assertThat(node.delete(before, cluster.ann).join().state().deleted()).isTrue();
        node.send(cluster.room, cluster.bob, "three", "c3").join();
        assertThat(cluster.messages.after(cluster.room, 0, 10))
                .extracting(Message::content)
                .containsExactly("", "three");
    }

    @Test
    void answersAnewWhatWasStoredBefore() {
        Message stored = node.send(cluster.room, cluster.ann, "one", "c1").join();
        mute(node);
        assertThat(node.send(cluster.room, cluster.ann, "one", "c1").join()).isEqualTo(stored);
    }

    /** It was checked before the mute, and is stored before the mute is answered. */
    @Test
    void waitsForWhatIsInTheLane() {
        HeldExecutor held = new HeldExecutor();
        Node slow = cluster.node(held);
        CompletableFuture<Message> posted = slow.send(cluster.room, cluster.ann, "one", "c1");
        cluster.powers.mute(cluster.room, cluster.ann.id(), Instant.MAX);
        PowerChanges changes = changes(slow);
        CompletableFuture<Void> muted = CompletableFuture.runAsync(() -> changes.publish(cluster.room));
        assertThat(muted).isNotDone();
        held.runAll();
        // Behind the post, or in its turn.
        await().until(() -> {
            held.runAll();
            return muted.isDone();
        });
        assertThat(posted).isDone();
        assertMuted(() -> {
            CompletableFuture<Message> next = slow.send(cluster.room, cluster.ann, "two", "c2");
            held.runAll();
            next.join();
        });
    }

    @Test
    void countsOnOtherNodesAsWell() {
        Node other = cluster.node();
        other.send(cluster.room, cluster.ann, "one", "c1").join();
        cluster.powers.mute(cluster.room, cluster.ann.id(), Instant.MAX);
        changes(other).ended(new Ending.OfPower(cluster.room), Duration.ofSeconds(1));
        assertMuted(() -> other.send(cluster.room, cluster.ann, "two", "c2").join());
    }

    private void mute(Node where) {
        cluster.powers.mute(cluster.room, cluster.ann.id(), Instant.MAX);
        changes(where).publish(cluster.room);
    }

    private PowerChanges changes(Node where) {
        return new PowerChanges(
                where.powers, where.lanes, new Endings(cluster.nodes, where.nodes, List.of(), number -> {}));
    }

    private static void assertMuted(ThrowingCallable post) {
        assertThatThrownBy(post)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(RestrictedException.class, muted -> assertThat(muted.code())
                        .isEqualTo(ErrorCode.MUTED));
    }
}
