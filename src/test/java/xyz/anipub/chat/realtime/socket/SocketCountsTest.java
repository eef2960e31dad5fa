package xyz.anipub.chat.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.node.NodeId;

/** What is known of other nodes' sockets when messages get lost. */
class SocketCountsTest {

    private final SocketCounts counts = new SocketCounts(() -> -5);
    private final NodeId node = NodeId.fresh();
    private final UserId ann = TestIds.user();
    private final UserId bob = TestIds.user();

    @Test
    void addsUpWhatTheNodesHave() {
        assertThat(counts.take(node, 7, true, Map.of(ann, 2))).isTrue();
        assertThat(counts.take(node, 8, false, Map.of(bob, 1))).isTrue();
        assertThat(counts.take(NodeId.fresh(), 1, true, Map.of(ann, 3))).isTrue();
        assertThat(counts.of(ann)).isEqualTo(5);
        assertThat(counts.of(bob)).isEqualTo(1);
        assertThat(counts.take(node, 9, false, Map.of(ann, 0))).isTrue();
        assertThat(counts.of(ann)).isEqualTo(3);
    }

    @Test
    void asksUntilItHasAllAfterAMessageWasLost() {
        counts.take(node, 1, true, Map.of(ann, 2));
        assertThat(counts.take(node, 3, false, Map.of(bob, 1))).isFalse();
        assertThat(counts.of(bob)).as("right as far as it goes").isEqualTo(1);
        assertThat(counts.take(node, 4, false, Map.of()))
                .as("the question was lost")
                .isFalse();
        assertThat(counts.take(node, 5, true, Map.of(bob, 1))).isTrue();
        assertThat(counts.of(ann)).isZero();
        assertThat(counts.take(node, 6, false, Map.of())).isTrue();
    }

    @Test
    void asksANodeThatItDoesNotKnow() {
        assertThat(counts.take(node, 4, false, Map.of(ann, 1))).isFalse();
    }

    @Test
    void keepsABoundedNumberOfNodes() {
        IntStream.range(0, 1_000).forEach(i -> counts.take(NodeId.fresh(), 1, true, Map.of(ann, 1)));
        assertThat(counts.of(ann)).isEqualTo(100);
    }
}
