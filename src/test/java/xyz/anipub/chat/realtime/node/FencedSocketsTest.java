package xyz.anipub.chat.realtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.node.Endings;
import xyz.anipub.chat.node.Fence;
import xyz.anipub.chat.node.FenceLimit;
import xyz.anipub.chat.node.InMemoryNodeRepository;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.chat.realtime.event.ChatPeer;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.socketio.BroadcastOperator;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.adapter.cluster.LoopCluster;
import xyz.anipub.socketio.server.SocketServer;

/** Two nodes in one process, joined by a loop: what is sent when one of them may have missed the end of a right. */
class FencedSocketsTest {

    private static final String ROOM = "room";
    private static final Duration LIMIT = FenceLimit.standard().time();

    private final LoopCluster cluster = new LoopCluster();
    private final InMemoryNodeRepository store = new InMemoryNodeRepository();
    private long now = -5;
    private final Node one = new Node();
    private final Node other = new Node();
    private final ChatPeer client = new ChatPeer(one.engine, new Member(TestIds.user(), "Ann", ""), "token");

    private final class Node {

        final ManualTimers timers = new ManualTimers();
        final LiveNodes nodes = new LiveNodes(store, () -> now);
        final SocketServer server =
                LoopNodes.server(timers, LoopNodes.in(cluster, nodes.me().value(), timers, this::beforeDelivery));
        final Engine engine = new Engine(EngineConfig.standard(), server, Runnable::run, timers);
        final Fence fence = new Fence(nodes, () -> new FencedSockets(server), FenceLimit.standard());
        final Namespace namespace = server.of("/");
        final SocketEndingSignal signal = new SocketEndingSignal(server);
        final Endings endings = new Endings(store, nodes, List.of(), signal);

        Node() {
            signal.watch(endings, fence);
        }

        void beforeDelivery() {
            fence.check();
        }

        void beat() {
            nodes.beat();
            endings.follow();
        }
    }

    @BeforeEach
    void begin() {
        List.of(one, other, one, other, one).forEach(Node::beat);
        one.fence.raise();
        one.namespace.sockets().forEach(socket -> socket.join(ROOM));
    }

    static List<Consumer<BroadcastOperator>> waysToSend() {
        return List.of(to -> to.emit("news"), to -> to.emitWithAck("news"));
    }

    @ParameterizedTest
    @MethodSource("waysToSend")
    void isClosedBeforeAnythingIsSentByANodeThatStoodStill(Consumer<BroadcastOperator> way) {
        way.accept(one.namespace.to(ROOM));
        assertThat(client.take()).hasSize(1);
        now += LIMIT.toNanos() + 1;
        way.accept(one.namespace.to(ROOM));
        assertThat(client.take()).isEmpty();
        assertThat(client.isClosed()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("waysToSend")
    void isClosedBeforeAnythingOfAnotherNodeIsDelivered(Consumer<BroadcastOperator> way) {
        way.accept(other.namespace.to(ROOM));
        assertThat(client.take()).hasSize(1);
        now += LIMIT.toNanos() + 1;
        way.accept(other.namespace.to(ROOM));
        assertThat(client.take()).isEmpty();
    }

    @Test
    void whoComesBackIsServedLikeAnybody() {
        now += LIMIT.toNanos() + 1;
        one.fence.check();
        ChatPeer early = new ChatPeer(one.engine, new Member(TestIds.user(), "Ann", ""), "token");
        other.namespace.emit("news");
        assertThat(early.take()).isEmpty();
        assertThat(early.isClosed())
                .as("before others can see that the node is back")
                .isTrue();
        one.beat();
        ChatPeer back = new ChatPeer(one.engine, new Member(TestIds.user(), "Ann", ""), "token");
        other.namespace.emit("news");
        assertThat(back.take()).hasSize(1);
    }

    @Test
    void theOtherNodesSignalsAreSignsOfLife() {
        for (int i = 0; i < 60; i++) {
            now += Duration.ofSeconds(1).toNanos();
            other.endings.signal();
            one.fence.check();
        }
        assertThat(client.isClosed()).isFalse();
        for (int i = 0; i < 5; i++) {
            now += Duration.ofSeconds(1).toNanos();
            one.fence.check();
        }
        assertThat(client.isClosed()).isTrue();
    }
}
