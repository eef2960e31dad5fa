package xyz.anipub.chat.realtime.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.presence.ActiveRooms;
import xyz.anipub.chat.presence.Presence;
import xyz.anipub.chat.presence.PresenceChange;
import xyz.anipub.chat.realtime.node.LoopNodes;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.adapter.cluster.LoopCluster;
import xyz.anipub.socketio.server.SocketServer;

/** Nodes in one process, joined by a loop: who is present on one is present on all. */
class PresenceFeedTest {

    private static final String EVENT = "anipub:presence";

    private final LoopCluster cluster = new LoopCluster();
    private long now = -5;
    private final RoomId room = TestIds.room();
    private final Presence ann = new Presence(TestIds.user(), "Ann", "a1");
    private final Node one = new Node();
    private final Node other = new Node();

    private final class Node {

        final ManualTimers timers = new ManualTimers();
        final NodeId id = NodeId.fresh();
        final ActiveRooms rooms = new ActiveRooms();
        final SocketServer server = LoopNodes.server(timers, LoopNodes.in(cluster, id.value(), timers));
        final RoomPresence presence = new RoomPresence(server, rooms);
        final PresenceFeed feed = new PresenceFeed(server, presence, new RoomLanes(Runnable::run, 10), id, () -> now);

        Node() {
            feed.watch();
        }

        void enter(Presence who) {
            rooms.enter(room, who);
            feed.changed(new PresenceChange(room, who, true));
        }

        void exit(Presence who) {
            rooms.exit(room, who);
            feed.changed(new PresenceChange(room, who, false));
        }

        List<Presence> present() {
            return rooms.in(room, Integer.MAX_VALUE);
        }
    }

    private void forward(Duration time, Node... beating) {
        Duration left = time;
        while (!left.isZero()) {
            Duration step = left.compareTo(PresenceFeed.BEAT) < 0 ? left : PresenceFeed.BEAT;
            now += step.toNanos();
            List.of(beating).forEach(node -> node.feed.beat());
            left = left.minus(step);
        }
    }

    @Test
    void whoComesAndGoesOnOneNodeDoesOnTheOther() {
        other.feed.beat();
        one.feed.beat();
        one.enter(ann);
        assertThat(other.present()).containsExactly(ann);
        one.exit(ann);
        assertThat(other.present()).isEmpty();
        assertThat(one.present()).isEmpty();
    }

    /** Its client has come back on another node. */
    @Test
    void whoIsOnTwoNodesIsThereAsLongAsOneOfThemHasIt() {
        // They get to know each other.
        forward(PresenceFeed.BEAT.multipliedBy(2), one, other);
        one.enter(ann);
        other.enter(ann);
        one.feed.changed(new PresenceChange(room, ann, false));
        assertThat(one.feed.isAnywhere(room, ann)).isTrue();
        assertThat(other.present()).containsExactly(ann);
        one.feed.changed(new PresenceChange(room, ann, true));
        forward(PresenceFeed.LIFE, other);
        assertThat(other.present()).as("the other node has died").containsExactly(ann);
        other.exit(ann);
        assertThat(other.feed.isAnywhere(room, ann)).isFalse();
    }

    @Test
    void aNodeThatComesLaterAsksForAll() {
        List<Presence> many = IntStream.range(0, 1_000)
                .mapToObj(i -> new Presence(TestIds.user(), "User " + i, "s" + i))
                .toList();
        many.forEach(one::enter);
        Node late = new Node();
        assertThat(late.present()).isEmpty();
        one.feed.beat();
        assertThat(late.present()).containsExactlyInAnyOrderElementsOf(many);
        many.subList(1, 1_000).forEach(one::exit);
        assertThat(late.present()).containsExactly(many.get(0));
    }

    @Test
    void aNodeThatIsNotHeardOfIsGoneWithItsPeople() {
        one.enter(ann);
        one.feed.beat();
        assertThat(other.present()).containsExactly(ann);
        forward(PresenceFeed.LIFE.minusNanos(1), other);
        assertThat(other.present()).containsExactly(ann);
        forward(Duration.ofNanos(1), other);
        assertThat(other.present()).isEmpty();
        one.feed.beat();
        one.feed.beat();
        assertThat(other.present()).as("it lives after all").containsExactly(ann);
    }

    @Test
    void aNodeThatStoodStillTakesNobodyAway() {
        one.enter(ann);
        one.feed.beat();
        now += Duration.ofMinutes(1).toNanos();
        other.feed.beat();
        assertThat(other.present()).containsExactly(ann);
        forward(PresenceFeed.LIFE, other);
        assertThat(other.present()).isEmpty();
    }

    @Test
    void aNodeThatStopsInOrderIsGoneAtOnce() {
        one.enter(ann);
        one.feed.beat();
        one.feed.leave();
        assertThat(other.present()).isEmpty();
        one.exit(ann);
        other.feed.beat();
        assertThat(other.present()).isEmpty();
    }

    @Test
    void whatWasLostOnTheWayIsMadeUpForWithTheNextBeat() {
        one.feed.beat();
        other.server.close();
        one.enter(ann);
        Node again = new Node();
        forward(PresenceFeed.BEAT, one);
        assertThat(again.present()).containsExactly(ann);
    }

    @Test
    void thePresenceOfAUserWithSocketsOnBothEndsWithTheLast() {
        forward(PresenceFeed.BEAT.multipliedBy(2), one, other);
        Presence there = new Presence(ann.userId(), "Ann", "a2");
        one.enter(ann);
        other.enter(there);
        assertThat(one.rooms.userCount(room)).isEqualTo(1);
        one.exit(ann);
        assertThat(one.present()).containsExactly(there);
        other.exit(there);
        assertThat(one.present()).isEmpty();
    }

    @Test
    void nothingThatStrangersSendDoesHarm() {
        one.enter(ann);
        one.feed.beat();
        Namespace stranger = new Node().server.of("/");
        stranger.serverSideEmit(EVENT);
        for (String text : List.of("x", "{}", "")) {
            stranger.serverSideEmit(EVENT, text);
        }
        stranger.serverSideEmit(EVENT, Map.of("kind", "beat", "node", "short"));
        stranger.serverSideEmit(EVENT, Map.of("kind", "change", "node", "0".repeat(24), "number", 1.5));
        assertThat(other.present()).containsExactly(ann);
        one.exit(ann);
        assertThat(other.present()).isEmpty();
    }
}
