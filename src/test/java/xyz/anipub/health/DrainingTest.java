package xyz.anipub.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xyz.anipub.socketio.event.Ack;
import xyz.anipub.socketio.server.Peer;
import xyz.anipub.socketio.server.ServerFixture;

/** A node empties itself; whoever would wait for one of these durations would not see the end of the test. */
@Timeout(60)
class DrainingTest {

    private static final Duration FOR_EVER = Duration.ofMinutes(10);

    private final ServerFixture fixture = new ServerFixture();
    private final ReadinessPolls polls = new ReadinessPolls();

    private Draining draining(Duration notice, Duration time) {
        return new Draining(fixture.server, fixture.engine(), polls, new DrainLimits(notice, time));
    }

    @Test
    void isEmptyAtOnceWhereNobodyIs() {
        Draining draining = draining(FOR_EVER, FOR_EVER);
        assertThat(draining.isLeaving() || draining.isRefusing()).isFalse();
        draining.drain();
        assertThat(draining.isLeaving() && draining.isRefusing()).isTrue();
    }

    @Test
    void servesAsEverUntilBalancersHaveNoticed() {
        Draining draining = draining(FOR_EVER, FOR_EVER);
        Peer peer = fixture.peer();
        peer.join();
        polls.asked();
        CompletableFuture<Void> end = CompletableFuture.runAsync(draining::drain);
        await().until(draining::isLeaving);
        assertThat(draining.isRefusing()).isFalse();
        assertThat(draining.begun()).isTrue();
        draining.ended();
        assertThat(peer.isClosed()).isFalse();
        draining.hurry();
        end.join();
        assertThat(draining.isRefusing()).isTrue();
        assertThat(peer.isClosed()).isTrue();
    }

    @Test
    void givesNoNoticeIfItIsTooLateForThat() {
        Draining draining = draining(FOR_EVER, FOR_EVER);
        polls.asked();
        draining.empty();
        assertThat(draining.isRefusing()).isTrue();
    }

    @Test
    void spreadsManyOverTheTimeByTheClock() {
        DrainLimits limits = new DrainLimits(Duration.ZERO, Duration.ofSeconds(10));
        assertThat(Stream.of(0, 1, 150, 5000, 9999, 10_000, 20_000)
                        .map(millis -> limits.due(20_000, Duration.ofMillis(millis))))
                .containsExactly(0, 2, 300, 10_000, 19_998, 20_000, 20_000);
        assertThat(limits.due(1, Duration.ofMillis(1))).isOne();
        assertThat(new DrainLimits(Duration.ZERO, Duration.ZERO).due(5000, Duration.ZERO))
                .isEqualTo(5000);
    }

    @Test
    void closesOneTickAfterTheOtherSome() {
        List<Peer> peers = Stream.generate(fixture::peer).limit(25).toList();
        long begun = System.nanoTime();
        draining(Duration.ZERO, FOR_EVER).drain();
        assertThat(System.nanoTime() - begun)
                .isGreaterThanOrEqualTo(DrainLimits.TICK.multipliedBy(2).toNanos());
        assertThat(peers).allMatch(Peer::isClosed);
    }

    @Test
    void isPatientWithThoseThatWaitForAnAnswerWhenTheTimeIsOver() {
        List<Ack> acks = new CopyOnWriteArrayList<>();
        Peer idle = fixture.peer();
        Peer asking = fixture.peer();
        asking.join();
        fixture.server.of("/").on("ask", (socket, arguments, ack) -> acks.add(ack));
        asking.say("27[\"ask\"]");
        asking.take();
        CompletableFuture<Void> end = CompletableFuture.runAsync(draining(Duration.ZERO, Duration.ZERO)::drain);
        await().until(idle::isClosed);
        acks.get(0).send("stored");
        end.join();
        assertThat(asking.take()).containsExactly("37[\"stored\"]");
    }

    @Test
    void closesThoseThatGetNoAnswerAtLast() {
        Peer asking = fixture.peer();
        asking.join();
        fixture.server.of("/").on("ask", (socket, arguments, ack) -> {});
        asking.say("27[\"ask\"]");
        draining(Duration.ZERO, Duration.ofMillis(1)).drain();
        assertThat(asking.isClosed()).isTrue();
    }

    @Test
    void waitsForRequestsThatAreUnderWayAndRefusesNewOnes() {
        Draining draining = draining(Duration.ZERO, Duration.ZERO);
        assertThat(draining.begun()).isTrue();
        CompletableFuture<Void> end = CompletableFuture.runAsync(draining::drain);
        await().until(draining::isRefusing);
        assertThat(draining.begun()).isFalse();
        draining.ended();
        assertThat(end).isNotDone();
        draining.ended();
        end.join();
    }

    @Test
    void waitsForThemNoLongerThanADatabaseMayTake() {
        Draining draining = draining(Duration.ZERO, Duration.ZERO);
        draining.begun();
        long begun = System.nanoTime();
        draining.drain();
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(Draining.LAST_REQUESTS.toNanos());
    }

    @Test
    void pollsAreRecentForAWhile() {
        long[] now = {-1};
        ReadinessPolls kept = new ReadinessPolls(() -> now[0]);
        assertThat(kept.areRecent()).isFalse();
        kept.asked();
        now[0] += ReadinessPolls.MEMORY.toNanos() - 1;
        assertThat(kept.areRecent()).isTrue();
        now[0]++;
        assertThat(kept.areRecent()).isFalse();
    }

    @Test
    void refusesTimesThatAreNone() {
        assertThatThrownBy(() -> new DrainLimits(Duration.ofSeconds(-1), Duration.ZERO))
                .hasMessageContaining("anipub.drain-notice");
        assertThatThrownBy(() -> new DrainLimits(Duration.ZERO, Duration.ofHours(1)))
                .hasMessageContaining("anipub.drain-time");
    }
}
