package xyz.anipub.chat.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UnavailableException;

/** Two nodes over one store: what ends on the one ends on the other before the call returns. */
@Timeout(60)
class EndingsTest {

    private final InMemoryNodeRepository store = new InMemoryNodeRepository();
    private final AtomicLong now = new AtomicLong(-5);
    private final AtomicLong signalled = new AtomicLong();
    private final Node one = new Node();
    private final Node other = new Node();
    private final Ending ending = new Ending.OfListening(TestIds.room(), Optional.of(TestIds.user()));

    /** A node, and what it has heard. */
    private final class Node implements EndingListener {

        final LiveNodes nodes = new LiveNodes(store, now::get);
        final Endings endings = new Endings(store, nodes, List.of(this), signalled::set);
        final List<Object> heard = new ArrayList<>();
        RuntimeException failure;
        Ending failing;

        @Override
        public void ended(Ending ending, Duration patience) {
            if (failure != null) {
                throw failure;
            }
            if (ending.equals(failing)) {
                throw new UnavailableException("away");
            }
            heard.add(ending);
        }

        @Override
        public void verifyAll() {
            heard.add("missed");
        }

        void turn() {
            nodes.beat();
            endings.follow();
        }

        void begin() {
            turn();
            heard.clear();
        }
    }

    /** A call that has written its ending down, and waits for the others or has its answer. */
    private CompletableFuture<Void> publishing() {
        CompletableFuture<Void> call = CompletableFuture.runAsync(() -> one.endings.publish(ending));
        await().until(() -> store.endingsAfter(0).orElseThrow().size() == 1);
        return call;
    }

    /** Those who wait look again when some time has passed. */
    private void awaitAnswer(CompletableFuture<Void> call) {
        await().until(() -> {
            now.addAndGet(Duration.ofMillis(50).toNanos());
            return call.isDone();
        });
    }

    @Test
    void aNodeThatIsAloneWaitsForNobody() {
        one.begin();
        one.endings.publish(ending);
        one.turn();
        assertThat(one.heard).as("its own").isEmpty();
    }

    @Test
    void theCallReturnsOnceTheOtherHasEndedItToo() {
        one.begin();
        other.begin();
        one.nodes.beat();
        CompletableFuture<Void> call = publishing();
        assertThat(call).isNotDone();
        other.turn();
        assertThat(other.heard).containsExactly(ending);
        awaitAnswer(call);
        other.turn();
        assertThat(other.heard).as("once").containsExactly(ending);
    }

    @Test
    void whatIsSignalledIsFollowedBeforeTheNextBeat() {
        one.begin();
        other.begin();
        store.end(one.nodes.me(), ending);
        other.endings.follow();
        assertThat(other.heard).isEmpty();
        other.endings.written(1);
        other.endings.follow();
        other.endings.follow();
        assertThat(other.heard).containsExactly(ending);
        other.turn();
        assertThat(other.heard).hasSize(1);
        other.endings.written(Long.MAX_VALUE);
        other.endings.follow();
        assertThat(other.heard).as("a number that there is not").hasSize(1);
    }

    @Test
    void signalsWhatItWritesDown() {
        one.begin();
        one.endings.publish(ending);
        assertThat(signalled).hasValue(1);
    }

    @Test
    void aNodeThatDoesNotAnswerIsNotWaitedForForEver() {
        one.begin();
        other.begin();
        one.nodes.beat();
        CompletableFuture<Void> call = CompletableFuture.runAsync(() -> one.endings.publish(ending));
        await().until(() -> {
            now.addAndGet(Duration.ofMillis(500).toNanos());
            return call.isDone();
        });
        assertThat(now.get()).isGreaterThanOrEqualTo(Endings.PATIENCE.toNanos() - 5);
    }

    @Test
    void aNodeThatHasJustComeIsWaitedForThoughItIsNotKnownYet() {
        one.begin();
        other.begin();
        CompletableFuture<Void> call = publishing();
        other.turn();
        awaitAnswer(call);
        assertThat(other.heard).containsExactly(ending);
    }

    @Test
    void aNodeThatWasSilentForLongIsNotWaitedForAtAll() {
        one.begin();
        other.begin();
        one.nodes.beat();
        now.addAndGet(Endings.PATIENCE.toNanos());
        one.nodes.beat();
        one.endings.publish(ending);
        assertThat(other.heard).isEmpty();
    }

    @Test
    void aNodeThatIsBackIsWaitedForThoughThisOneHasNotSeenItYet() {
        one.begin();
        other.begin();
        one.nodes.beat();
        now.addAndGet(Endings.PATIENCE.toNanos());
        one.nodes.beat();
        other.nodes.beat();
        CompletableFuture<Void> call = publishing();
        assertThatThrownBy(() -> call.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        other.turn();
        awaitAnswer(call);
        assertThat(other.heard).containsExactly(ending);
    }

    @Test
    void whatFailedIsDoneByTheNextTurnAndCountsAsOpenUntilThen() {
        one.begin();
        other.begin();
        store.end(one.nodes.me(), ending);
        other.failure = new UnavailableException("away");
        assertThatThrownBy(other::turn).isSameAs(other.failure);
        assertThat(store.followed()).containsEntry(other.nodes.me(), new NodeRepository.Mark(0, 2));
        other.failure = null;
        other.turn();
        assertThat(other.heard).as("not at once").isEmpty();
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        other.turn();
        assertThat(other.heard).containsExactly(ending);
        assertThat(store.followed()).containsEntry(other.nodes.me(), new NodeRepository.Mark(1, 4));
    }

    @Test
    void aNodeThatMissedMoreThanIsKeptVerifiesAll() {
        one.begin();
        other.begin();
        IntStream.rangeClosed(0, NodeRepository.KEPT).forEach(i -> store.end(one.nodes.me(), ending));
        other.turn();
        assertThat(other.heard).containsExactly("missed");
        other.turn();
        assertThat(other.heard).hasSize(1);
    }

    @Test
    void aNodeVerifiesAllWhenItBeginsAndWhenTheDatabaseWasEmptied() {
        one.turn();
        assertThat(one.heard).containsExactly("missed");
        one.endings.publish(ending);
        one.turn();
        store.clear();
        one.turn();
        assertThat(one.heard).containsExactly("missed", "missed");
        other.begin();
        store.end(other.nodes.me(), ending);
        one.turn();
        assertThat(one.heard).containsExactly("missed", "missed", ending);
    }

    @Test
    void aBugInOneEndingDoesNotHoldUpThoseBehindIt() {
        one.begin();
        other.begin();
        store.end(one.nodes.me(), ending);
        other.failure = new IllegalStateException("a bug");
        other.turn();
        other.failure = null;
        Ending next = new Ending.OfListening(TestIds.room(), Optional.empty());
        store.end(one.nodes.me(), next);
        other.turn();
        assertThat(other.heard).containsExactly(next);
    }

    @Test
    void whatWasFollowedIsNotRepeatedWhenTheNextFails() {
        one.begin();
        other.begin();
        store.end(one.nodes.me(), ending);
        Ending next = new Ending.OfListening(TestIds.room(), Optional.empty());
        store.end(one.nodes.me(), next);
        other.failing = next;
        assertThatThrownBy(other::turn).isInstanceOf(UnavailableException.class);
        other.failing = null;
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        other.turn();
        assertThat(other.heard).containsExactly(ending, next);
    }

    @Test
    void aNodeThatCouldNotLookItselfTakesNobodyForSilent() {
        one.begin();
        other.begin();
        one.nodes.beat();
        now.addAndGet(Endings.PATIENCE.multipliedBy(2).toNanos());
        CompletableFuture<Void> call = publishing();
        other.turn();
        awaitAnswer(call);
        assertThat(other.heard).containsExactly(ending);
    }

    @Test
    void nobodyWaitsForANodeThatHasLeft() {
        one.begin();
        other.begin();
        one.nodes.beat();
        other.endings.leave();
        one.endings.publish(ending);
        other.turn();
        assertThat(other.heard).isEmpty();
    }

    @Test
    void verifiesAgainAndAgainBesideOthers() {
        one.begin();
        one.endings.verify();
        assertThat(one.heard).isEmpty();
        other.begin();
        one.nodes.beat();
        other.nodes.beat();
        one.nodes.beat();
        one.endings.verify();
        assertThat(one.heard).containsExactly("missed");
    }
}
