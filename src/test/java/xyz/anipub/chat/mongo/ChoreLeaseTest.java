package xyz.anipub.chat.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import xyz.anipub.chat.node.ChoreLease;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.node.NodeRepository;

/** Nodes with a store in common: one at a time does what is to be done once for all. */
class ChoreLeaseTest {

    @RegisterExtension
    static final ChatDatabase mongo = new ChatDatabase();

    private final ChatStore database = mongo.emptyStore();
    private final NodeRepository store = new MongoNodeRepository(database, Clock.systemUTC());
    private final AtomicLong now = new AtomicLong(-5);
    private final Node one = new Node();
    private final Node other = new Node();
    private final Node third = new Node();

    private final class Node {

        final LiveNodes nodes = new LiveNodes(store, now::get);
        final ChoreLease lease = new ChoreLease(store, nodes);

        void turn() {
            nodes.beat();
            lease.takeOver();
        }

        boolean mayWork() {
            return lease.isMine();
        }
    }

    /** These nodes live for so long, and nobody else does. */
    private void forward(Duration time, Node... living) {
        for (long second = 0; second < time.toSeconds(); second++) {
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            List.of(living).forEach(Node::turn);
        }
    }

    private List<Node> working() {
        return Stream.of(one, other, third).filter(Node::mayWork).toList();
    }

    @Test
    void theFirstOneHasThemAndKeepsThem() {
        assertThat(working()).isEmpty();
        one.turn();
        assertThat(working()).as("it has not heard yet that it was the first").isEmpty();
        forward(Duration.ofSeconds(1), one, other, third);
        assertThat(working()).containsExactly(one);
        forward(LiveNodes.LIFE.multipliedBy(2), other, third, one);
        assertThat(working()).containsExactly(one);
    }

    @Test
    void ofSeveralThatStartAtOnceTheFirstHasThem() {
        List<Node> all = List.of(one, other, third);
        all.forEach(node -> node.nodes.beat());
        all.forEach(node -> node.lease.takeOver());
        all.forEach(node -> node.nodes.beat());
        assertThat(working()).containsExactly(one);
    }

    @Test
    void anotherTakesThemOverFromOneThatDied() {
        forward(Duration.ofSeconds(2), one, other, third);
        assertThat(working()).containsExactly(one);
        forward(LiveNodes.LIFE.minusSeconds(1), other, third);
        assertThat(working()).as("it may live").isEmpty();
        forward(Duration.ofSeconds(2), other, third);
        assertThat(working()).containsExactly(other);
    }

    @Test
    void anotherTakesThemOverAtOnceFromOneThatHasEnded() {
        forward(Duration.ofSeconds(2), one, other);
        one.nodes.end();
        forward(Duration.ofSeconds(2), other);
        assertThat(other.mayWork()).isTrue();
    }

    /** No moment at which two may: the one that stood still finds out by its own clock, before it asks anybody. */
    @Test
    void whoStoodStillHasGivenThemUpBeforeAnotherTakesThem() {
        forward(Duration.ofSeconds(2), one, other);
        for (int second = 0; second < 2 * LiveNodes.LIFE.toSeconds(); second++) {
            forward(Duration.ofSeconds(1), other);
            assertThat(working()).hasSizeLessThan(2);
        }
        assertThat(working()).containsExactly(other);
        forward(Duration.ofSeconds(2), one, other);
        assertThat(working()).as("it does not take them back").containsExactly(other);
    }

    @Test
    void whoStoodStillForAMomentGoesOn() {
        forward(Duration.ofSeconds(2), one, other);
        forward(LiveNodes.LIFE.dividedBy(2), other);
        assertThat(working()).isEmpty();
        forward(Duration.ofSeconds(1), one, other);
        assertThat(working()).containsExactly(one);
    }

    @Test
    void nobodyTakesThemFromOneThatIsBackJustThen() {
        forward(Duration.ofSeconds(2), one, other);
        forward(LiveNodes.LIFE.minusSeconds(1), other);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        other.nodes.beat();
        one.nodes.beat();
        other.lease.takeOver();
        forward(Duration.ofSeconds(2), other, one);
        assertThat(working()).containsExactly(one);
    }

    @Test
    void beginsAnewWhenSomebodyHasEmptiedTheDatabase() {
        forward(Duration.ofSeconds(2), one, other);
        database.forgetNodes();
        forward(Duration.ofSeconds(2), other, one);
        assertThat(working()).containsExactly(other);
    }

    @Test
    void costsNoCommandWhileNothingChanges() {
        forward(Duration.ofSeconds(2), one);
        mongo.commands.clear();
        forward(Duration.ofSeconds(10), one);
        assertThat(mongo.commands).hasSize(10);
        assertThat(Set.copyOf(mongo.commands.stream()
                        .map(command -> command.getFirstKey())
                        .toList()))
                .containsExactly("findAndModify");
    }
}
