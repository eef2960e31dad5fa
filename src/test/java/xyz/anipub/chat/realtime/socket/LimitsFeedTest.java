package xyz.anipub.chat.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.TooFastException;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.UserPace;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.realtime.event.ChatFixture;
import xyz.anipub.chat.realtime.event.ChatPeer;
import xyz.anipub.peer.Rate;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.adapter.cluster.LoopCluster;

/** Nodes in one process, joined by a loop: a user may take as much of all of them as of one. */
class LimitsFeedTest {

    private static final String EVENT = "anipub:limits";
    private static final UserLimits LIMITS = new UserLimits(new Rate(10, 2), new Rate(10, 2), 3);

    private final LoopCluster cluster = new LoopCluster();
    private final ChatFixture one = ChatFixture.in(cluster, LIMITS);
    private final ChatFixture other = ChatFixture.in(cluster, LIMITS);
    private final Member ann = new Member(TestIds.user(), "Ann", "");
    private final Member bob = new Member(TestIds.user(), "Bob", "");

    private void beat() {
        Stream.of(one, other).forEach(node -> node.limitsFeed.beat());
    }

    private void forward(Duration time) {
        Stream.of(one, other).forEach(node -> node.timers.advance(time));
    }

    /** How many actions pass before the first one that does not. */
    private static long actions(ChatFixture node, Member user) {
        return IntStream.range(0, 1_000)
                .takeWhile(i -> {
                    try {
                        node.pace.act(user.id());
                        return true;
                    } catch (TooFastException refusal) {
                        return false;
                    }
                })
                .count();
    }

    @Test
    void theSocketsOfAUserCountOnAllNodesTogether() {
        one.peer(ann);
        ChatPeer second = one.peer(ann);
        other.peer(ann);
        assertThat(other.sockets.hasRoomFor(ann.id())).as("not heard yet").isTrue();
        beat();
        assertThat(one.sockets.hasRoomFor(ann.id())).isFalse();
        assertThat(other.sockets.hasRoomFor(ann.id())).isFalse();
        assertThat(other.sockets.hasRoomFor(bob.id())).isTrue();
        assertThat(other.peer(ann).isClosed()).as("one too many").isTrue();
        second.drop();
        beat();
        assertThat(one.sockets.hasRoomFor(ann.id())).isTrue();
        assertThat(other.sockets.hasRoomFor(ann.id())).isTrue();
        assertThat(other.peer(ann).isClosed()).isFalse();
    }

    @Test
    void aNodeThatComesLaterHearsOfAll() {
        List<Member> many = IntStream.range(0, 1_001)
                .mapToObj(i -> new Member(TestIds.user(), "User " + i, ""))
                .toList();
        many.forEach(one::peer);
        beat();
        ChatFixture late = ChatFixture.in(cluster, LIMITS);
        beat();
        beat();
        assertThat(many).allMatch(user -> late.elsewhere.of(user.id()) == 1);
    }

    @Test
    void theSocketsOfANodeThatIsNotHeardOfDoNotCount() {
        one.peer(ann);
        beat();
        forward(SocketCounts.LIFE.minusNanos(1));
        other.limitsFeed.beat();
        assertThat(other.elsewhere.of(ann.id())).isEqualTo(1);
        forward(Duration.ofNanos(1));
        assertThat(other.elsewhere.of(ann.id())).isZero();
        other.limitsFeed.beat();
        one.limitsFeed.beat();
        one.limitsFeed.beat();
        assertThat(other.elsewhere.of(ann.id())).as("it lives after all").isEqualTo(1);
    }

    @Test
    void theSocketsOfANodeThatStopsInOrderDoNotCountAtOnce() {
        one.peer(ann);
        beat();
        one.limitsFeed.leave();
        assertThat(other.elsewhere.of(ann.id())).isZero();
        one.limitsFeed.beat();
        assertThat(other.elsewhere.of(ann.id())).isZero();
    }

    @Test
    void whoActsOnTwoNodesMayDoAsMuchAsOnOne() {
        assertThat(actions(one, ann)).isEqualTo(10);
        beat();
        assertThat(actions(other, ann)).isZero();
        assertThat(actions(other, bob)).isEqualTo(10);
        forward(Duration.ofSeconds(1));
        assertThat(actions(other, ann)).isEqualTo(2);
        beat();
        assertThat(actions(one, ann)).isZero();
    }

    /** What has passed before the other node could know is made up for by waiting. */
    @Test
    void whoHasActedOnTwoNodesAtOnceWaitsTheLonger() {
        assertThat(actions(one, ann)).isEqualTo(10);
        assertThat(actions(other, ann)).isEqualTo(10);
        beat();
        forward(Duration.ofSeconds(5));
        assertThat(actions(one, ann)).isZero();
        forward(Duration.ofSeconds(1));
        assertThat(actions(one, ann)).isEqualTo(2);
    }

    @Test
    void eachKindCountsForItself() {
        IntStream.range(0, 10).forEach(i -> one.pace.join(ann.id()));
        beat();
        assertThatThrownBy(() -> other.pace.join(ann.id())).isInstanceOf(TooFastException.class);
        other.pace.enter(ann.id());
        other.pace.search(ann.id());
        other.pace.changeRoom(ann.id());
        assertThat(actions(other, ann)).isEqualTo(10);
    }

    @Test
    void aNodeThatIsAloneGathersNothing() {
        ChatFixture alone = new ChatFixture(LIMITS);
        alone.peer(ann);
        alone.pace.act(ann.id());
        alone.limitsFeed.beat();
        assertThat(alone.pace.takeSpent(UserPace.Kind.ACTIONS)).isEmpty();
        assertThat(alone.sockets.takeChanged()).isEmpty();
    }

    @Test
    void nothingThatStrangersSendDoesHarm() {
        one.peer(ann);
        beat();
        Namespace stranger = ChatFixture.in(cluster, LIMITS).server.of("/");
        stranger.serverSideEmit(EVENT);
        for (String text : List.of("x", "{}", "")) {
            stranger.serverSideEmit(EVENT, text);
        }
        String node = "0".repeat(23) + "1";
        stranger.serverSideEmit(EVENT, Map.of("kind", "sockets", "node", node, "number", 1.5));
        stranger.serverSideEmit(EVENT, Map.of("kind", "flights", "node", node, "counts", Map.of()));
        stranger.serverSideEmit(
                EVENT,
                Map.of(
                        "kind",
                        "actions",
                        "node",
                        node,
                        "counts",
                        Map.of(bob.id().value(), Integer.MAX_VALUE)));
        assertThat(other.elsewhere.of(ann.id())).isEqualTo(1);
        forward(Duration.ofSeconds(5));
        assertThat(actions(other, bob))
                .as("the burst had been spent, and a second's")
                .isEqualTo(8);
    }
}
