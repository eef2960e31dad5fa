package xyz.anipub.chat.realtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserLimits;
import xyz.anipub.chat.member.Member;
import xyz.anipub.chat.node.NodeId;
import xyz.anipub.chat.realtime.event.ChatFixture;
import xyz.anipub.chat.realtime.event.ChatPeer;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.socketio.adapter.cluster.LoopCluster;
import xyz.anipub.socketio.server.SocketServer;

/** Nodes in one process, joined by a loop that loses what is sent while it is cut. */
class NumberedNoticesTest {

    private static final String EVENT = "anipub:rooms";

    private final LoopCluster cluster = new LoopCluster();
    private final ManualTimers timers = new ManualTimers();
    private int last;
    private final Node one = new Node();
    private final Node other = new Node();

    private final class Node {

        final NodeId id = NodeId.fresh();
        final SocketServer server = LoopNodes.server(timers, LoopNodes.in(cluster, id.value(), timers));
        final NumberedNotices notices = new NumberedNotices(new NodeEvent(server, EVENT), id, timers::nanoTime);
        private final List<String> heard = new ArrayList<>();

        Node() {
            notices.watch(heard::addAll);
        }

        List<String> take() {
            List<String> taken = List.copyOf(heard);
            heard.clear();
            return taken;
        }
    }

    /** Twice: who asks is answered with the next beat. */
    private void beat() {
        Stream.of(one, other, one, other).forEach(node -> node.notices.beat());
    }

    private List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "key " + ++last).toList();
    }

    /** They know each other, and nothing is on its way. */
    private void begin() {
        beat();
        assertThat(one.take()).isEmpty();
        assertThat(other.take()).isEmpty();
    }

    @Test
    void whatIsHeardIsHandedOnAtOnceAndOnce() {
        begin();
        List<String> keys = keys(2);
        one.notices.tell(keys);
        assertThat(other.take()).isEqualTo(keys);
        beat();
        assertThat(other.take()).isEmpty();
        assertThat(one.take()).as("its own").isEmpty();
    }

    @Test
    void whatWasLostIsToldAgainEachRoomOnce() {
        begin();
        List<String> before = keys(1);
        List<String> lost = keys(2);
        one.notices.tell(before);
        other.take();
        cluster.cut();
        one.notices.tell(lost);
        one.notices.tell(lost.subList(0, 1));
        beat();
        cluster.heal();
        beat();
        assertThat(other.take()).containsExactlyInAnyOrderElementsOf(lost);
        beat();
        assertThat(other.take()).isEmpty();
    }

    @Test
    void whatComesBehindALossIsNotHeldUp() {
        begin();
        List<String> keys = keys(2);
        cluster.cut();
        one.notices.tell(keys.subList(0, 1));
        cluster.heal();
        one.notices.tell(keys.subList(1, 2));
        assertThat(other.take()).isEqualTo(keys.subList(1, 2));
        beat();
        assertThat(other.take()).as("what is missing, and what came behind").isEqualTo(keys);
    }

    @Test
    void whatTheOthersKnowInAnotherWayIsToldIfItWasMissed() {
        begin();
        one.notices.note(keys(2));
        beat();
        assertThat(other.take()).isEmpty();
        List<String> lost = keys(2);
        cluster.cut();
        one.notices.note(lost);
        beat();
        cluster.heal();
        beat();
        assertThat(other.take()).isEqualTo(lost);
    }

    @Test
    void aQuestionOrAnAnswerMayBeLostToo() {
        begin();
        List<String> lost = keys(1);
        cluster.cut();
        one.notices.tell(lost);
        cluster.heal();
        one.notices.beat();
        cluster.cut();
        one.notices.beat();
        cluster.heal();
        beat();
        assertThat(other.take()).isEqualTo(lost);
    }

    @Test
    void whoHearsOthersLateHearsWhatTheyToldMeanwhile() {
        begin();
        List<String> early = keys(1);
        one.notices.tell(early);
        assertThat(other.take()).isEqualTo(early);
        timers.advance(NumberedNotices.DELAY.plusSeconds(60));
        cluster.cut();
        Node late = new Node();
        List<String> meanwhile = keys(2);
        timers.advance(Duration.ofSeconds(60));
        one.notices.tell(meanwhile);
        timers.advance(Duration.ofSeconds(60));
        cluster.heal();
        beat();
        assertThat(late.take()).as("and nothing of before it began").isEqualTo(meanwhile);
        assertThat(other.take()).isEqualTo(meanwhile);
        beat();
        assertThat(late.take()).isEmpty();
    }

    @Test
    void severalAreAnsweredTogether() {
        begin();
        Node third = new Node();
        beat();
        List<String> first = keys(1);
        cluster.cut();
        one.notices.tell(first);
        cluster.heal();
        one.notices.beat();
        Node late = new Node();
        List<String> second = keys(1);
        one.notices.tell(second);
        Stream.of(other, third, late).forEach(Node::take);
        Stream.of(other, third, late, one).forEach(node -> node.notices.beat());
        for (Node node : List.of(other, third, late)) {
            assertThat(node.take()).containsAll(first).containsAll(second);
        }
        one.notices.beat();
        for (Node node : List.of(other, third, late)) {
            assertThat(node.take()).isEmpty();
        }
    }

    @Test
    void whoHasMissedNothingHearsNothingAgain() {
        begin();
        List<String> told = keys(1);
        one.notices.tell(told);
        other.take();
        Node late = new Node();
        one.notices.beat();
        late.notices.beat();
        one.notices.note(keys(1));
        one.notices.beat();
        assertThat(late.take()).isEqualTo(told);
        assertThat(other.take()).isEmpty();
        beat();
        assertThat(late.take()).isEmpty();
    }

    @Test
    void aBurstOfNoticesIsOneQuestion() {
        begin();
        cluster.cut();
        one.notices.tell(keys(1));
        cluster.heal();
        int[] questions = {0};
        one.server.of("/").onServerEvent(EVENT, (arguments, ack) -> questions[0]++);
        for (int i = 0; i < 10; i++) {
            one.notices.tell(keys(1));
        }
        other.notices.beat();
        assertThat(questions[0]).as("the question and the beat").isEqualTo(2);
    }

    @Test
    void ofMoreThanIsRememberedTheLastAreTold() {
        begin();
        List<String> lost = keys(NumberedNotices.REMEMBERED + 10);
        cluster.cut();
        lost.forEach(key -> one.notices.tell(List.of(key)));
        cluster.heal();
        beat();
        assertThat(other.take()).isEqualTo(lost.subList(10, lost.size()));
        beat();
        assertThat(other.take()).as("nobody asks for ever").isEmpty();
    }

    @Test
    void whatCannotBeReadIsDropped() {
        begin();
        String me = one.id.value();
        for (Object message : List.of(
                "text",
                List.of("none"),
                Map.of(),
                Map.of("node", "n", "number", 1),
                Map.of("node", "n", "number", 1, "after", 0, "back", 0, "keys", List.of(1)),
                Map.of("node", "n", "number", 1, "after", 0, "back", Long.MIN_VALUE, "keys", List.of()),
                Map.of("node", "n".repeat(24), "number", 1, "after", 0, "back", 1, "keys", List.of("key")),
                Map.of("node", "n", "wanted", me),
                Map.of("node", "n", "wanted", me, "after", "x"),
                Map.of("node", "n", "wanted", me, "back", Long.MIN_VALUE),
                Map.of("node", "n", "wanted", me, "back", Long.MAX_VALUE),
                Map.of("node", "n", "wanted", me, "after", Long.MAX_VALUE))) {
            other.server.of("/").serverSideEmit(EVENT, message);
        }
        beat();
        assertThat(one.take()).isEmpty();
        List<String> keys = keys(1);
        one.notices.tell(keys);
        assertThat(other.take()).isEqualTo(keys);
    }

    /** As sockets see it. */
    @Test
    void socketsHearOfARoomThatWasMadeWhileTheirNodeHeardNobody() {
        ChatFixture here = ChatFixture.in(cluster, UserLimits.standard());
        ChatFixture there = ChatFixture.in(cluster, UserLimits.standard());
        Member ann = new Member(TestIds.user(), "Ann", "");
        ChatPeer peer = there.peer(ann);
        Runnable second = () -> Stream.of(here, there, here, there).forEach(node -> {
            node.listAnnouncer.beat();
            node.list.flush();
        });
        second.run();
        cluster.cut();
        RoomId room = here.room(ann);
        second.run();
        there.repository.create(here.repository.find(room).orElseThrow());
        peer.take();
        cluster.heal();
        second.run();
        assertThat(peer.take()).singleElement().asString().contains("rooms_changed", room.value());
    }
}
