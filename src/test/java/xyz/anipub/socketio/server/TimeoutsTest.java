package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.socketio.connection.Timeouts;

/** What is due is handed over by the timers, whatever it is. */
class TimeoutsTest {

    private final List<String> heard = new ArrayList<>();
    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    private boolean isHolding;
    /** As a pool whose threads are all busy, once the test says so. */
    private final Executor threads = task -> {
        if (isHolding) {
            held.add(task);
        } else {
            task.run();
        }
    };

    private final ServerFixture fixture = new ServerFixture(threads);

    private void whenThreadsAreBusy(Duration time) {
        isHolding = true;
        fixture.timers.advance(time);
        assertThat(fixture.ends).isEmpty();
        assertThat(heard).isEmpty();
        isHolding = false;
        held.forEach(Runnable::run);
    }

    @Test
    void closesWhereAttachmentsAreLateOnThreadsOfTheApplication() {
        Peer peer = fixture.joinedPeer();
        peer.say("51-[\"x\",{\"_placeholder\":true,\"num\":0}]");
        whenThreadsAreBusy(Duration.ofSeconds(30));
        assertThat(fixture.ends).contains("disconnect forced close: attachments did not come in time 0");
    }

    @Test
    void leavesAConnectionWhoseAttachmentsCameBeforeTheThreadWasThere() {
        Peer peer = fixture.joinedPeer();
        peer.say("51-[\"x\",{\"_placeholder\":true,\"num\":0}]");
        isHolding = true;
        fixture.timers.advance(Duration.ofSeconds(30));
        isHolding = false;
        peer.say(new byte[] {1});
        held.forEach(Runnable::run);
        assertThat(fixture.ends).isEmpty();
        assertThat(peer.isClosed()).isFalse();
    }

    @Test
    void leavesAConnectionThatHasJoinedBeforeTheThreadWasThere() {
        Peer peer = fixture.peer();
        isHolding = true;
        fixture.timers.advance(Duration.ofSeconds(45));
        isHolding = false;
        peer.join();
        held.forEach(Runnable::run);
        assertThat(peer.isClosed()).isFalse();
    }

    @Test
    void endsWhatIsAwaitedOnThreadsOfTheApplication() {
        fixture.joinedPeer();
        fixture.lastSocket().emitWithAck("x").whenComplete((values, failure) -> heard.add("socket"));
        fixture.main.broadcast().emitWithAck("x").whenComplete((answers, failure) -> heard.add("broadcast"));
        whenThreadsAreBusy(Duration.ofSeconds(10));
        assertThat(heard).containsExactlyInAnyOrder("socket", "broadcast");
        assertThat(fixture.timers.pending()).isZero();
    }

    @Test
    void runsWhatTheServerIsAskedForLaterUnlessItIsCancelled() {
        fixture.server.schedule(Duration.ofSeconds(1), () -> heard.add("one"));
        Future<?> cancelled = fixture.server.schedule(Duration.ofSeconds(1), () -> heard.add("two"));
        Future<?> early = fixture.server.schedule(Duration.ofSeconds(2), () -> heard.add("three"));
        early.cancel(false);
        assertThat(fixture.timers.pending()).isEqualTo(2);
        isHolding = true;
        fixture.timers.advance(Duration.ofSeconds(2));
        cancelled.cancel(false);
        held.forEach(Runnable::run);
        assertThat(heard).containsExactly("one");
    }

    @Test
    void runsEvenWhereTheThreadsHaveBeenShutDown() {
        ManualTimers timers = new ManualTimers();
        Executor gone = task -> {
            throw new RejectedExecutionException();
        };
        Timeouts timeouts = new Timeouts(EngineThreads.of(gone, timers));
        timeouts.schedule(Duration.ofSeconds(-1), () -> heard.add("due"));
        timers.advance(Duration.ZERO);
        assertThat(heard).containsExactly("due");
    }
}
