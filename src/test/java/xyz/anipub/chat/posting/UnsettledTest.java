package xyz.anipub.chat.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.chat.HeldExecutor;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.message.Message;
import xyz.anipub.chat.message.Revision;

/** Claims, emits, sweeps and changes that the store did not answer. */
class UnsettledTest {

    private final Cluster cluster = new Cluster();
    private final Node node = cluster.node();

    @ParameterizedTest
    @ValueSource(strings = {"claimByContent", "claimByContent done", "awaited done"})
    void announcesAPostWhoseBareEmitWasNotAnswered(String call) {
        node.store(cluster.room, cluster.ann, "hello").join();
        cluster.faults.failOnce(call);
        assertUnavailable(node.emit(cluster.room, cluster.ann, "hello"));
        assertAnnouncedOnce("hello");
        assertThat(cluster.messages.all(cluster.room)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"claimById", "claimById done"})
    void announcesAPostWhoseEmitOfItsIdWasNotAnswered(String call) {
        Message stored = node.store(cluster.room, cluster.ann, "hello").join();
        cluster.faults.failOnce(call);
        assertUnavailable(node.emit(cluster.room, cluster.ann, stored));
        assertThat(node.emit(cluster.room, cluster.ann, stored).join()).isEqualTo(stored);
        assertAnnouncedOnce("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"findAll", "claimAnnouncements", "claimAnnouncements done"})
    void announcesAPostWhoseSweepWasNotAnswered(String call) {
        node.store(cluster.room, cluster.ann, "hello").join();
        cluster.clock.forward(Duration.ofSeconds(2));
        cluster.faults.failOnce(call);
        node.sweep.run();
        assertAnnouncedOnce("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin", "begin done", "finish", "finish done"})
    void tellsOfAChangeThatWasNotAnsweredOnceIfItWasMade(String call) {
        Message stored = node.emit(cluster.room, cluster.ann, "hello").join();
        cluster.faults.failOnce(call);
        assertUnavailable(node.edit(stored, cluster.ann, "bye"));
        settle();
        assertThat(cluster.announcer.changes()).isEqualTo(changed());
        assertThat(changed()).hasSize(call.equals("begin") ? 0 : 1);
        node.react(stored, cluster.ann, "👍").join();
        assertThat(cluster.announcer.changes()).hasSize(changed().get(0).state().change() == 1 ? 1 : 2);
    }

    @Test
    void tellsOfAChangeThatIsBegunAfterTheFirstQuestion() {
        Message stored = node.emit(cluster.room, cluster.ann, "hello").join();
        Revision late = Revision.of(stored)
                .edited("bye", List.of(), cluster.clock.instant())
                .numbered(1);
        cluster.faults.failOnce("begin");
        assertUnavailable(node.edit(stored, cluster.ann, "bye"));
        cluster.messages.begin(late);
        settle();
        assertThat(cluster.announcer.changes()).extracting(Message::content).containsExactly("bye");
    }

    @Test
    void refusesPostsEverywhereWhenTooMuchIsUnsettled() {
        HeldExecutor held = new HeldExecutor();
        Node busy = cluster.node(held);
        RoomId other = cluster.room("Other");
        boolean[] known = {false};
        IntStream.range(0, 1000).forEach(i -> busy.unsettled.ask(other, () -> known[0]));
        assertThatThrownBy(() -> busy.emit(cluster.room, cluster.ann, "one")).isInstanceOf(UnavailableException.class);
        assertThat(busy.lanes.waiting()).as("one task of the lane").isEqualTo(1);
        known[0] = true;
        held.runAll();
        assertThat(busy.unsettled.size()).isZero();
        CompletableFuture<Message> next = busy.emit(cluster.room, cluster.ann, "two");
        held.runAll();
        assertThat(next.join().seq()).isEqualTo(1);
    }

    @Test
    void givesUpAQuestionThatFailsForAnotherReasonThanTheStore() {
        HeldExecutor held = new HeldExecutor();
        Node broken = cluster.node(held);
        broken.unsettled.askFirst(cluster.room, () -> {
            throw new IllegalStateException("planted");
        });
        held.runAll();
        assertThat(broken.unsettled.isClosed(cluster.room)).isFalse();
    }

    private void assertAnnouncedOnce(String content) {
        settle();
        assertThat(cluster.announcer.contents()).containsExactly(content);
    }

    /** As long as anything could still happen. */
    private void settle() {
        for (int i = 0; i < 5; i++) {
            node.askAgain();
            cluster.clock.forward(Duration.ofSeconds(2));
            node.sweep.run();
        }
        assertThat(node.unsettled.size()).isZero();
    }

    private List<Message> changed() {
        return cluster.messages.all(cluster.room).stream()
                .filter(message -> message.state().change() > 0)
                .toList();
    }

    private static void assertUnavailable(CompletableFuture<Message> post) {
        assertThatThrownBy(post::join).hasCauseInstanceOf(UnavailableException.class);
    }
}
