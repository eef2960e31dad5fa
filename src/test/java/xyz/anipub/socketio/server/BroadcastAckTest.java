package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.socketio.BroadcastOperator;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.connection.BroadcastAcks;
import xyz.anipub.socketio.connection.Timeouts;
import xyz.anipub.socketio.event.BroadcastAnswers;

class BroadcastAckTest {

    private final ServerFixture fixture = new ServerFixture();
    private final Peer first = fixture.peer();
    private final Peer second = fixture.peer();
    private Socket a;

    @BeforeEach
    void join() {
        first.join();
        second.join();
        a = fixture.sockets.get(0);
        a.join("red");
    }

    @Test
    void gathersAnswersInTheirOrder() {
        CompletableFuture<BroadcastAnswers> result = ask(fixture.main.broadcast());
        assertThat(first.take()).containsExactly("20[\"vote\",\"a\"]");
        assertThat(second.take()).containsExactly("20[\"vote\",\"a\"]");
        second.say("30[\"yes\",2]").say("30[\"twice\"]");
        assertThat(result).isNotDone();
        first.say("30[]");

        assertThat(result.join().isComplete()).isTrue();
        assertThat(result.join().answers()).hasToString("[[\"yes\", 2], []]");
        assertThat(fixture.timers.pending()).isZero();
    }

    @Test
    void sharesOneEncodedPacket() {
        ask(fixture.main.broadcast());
        assertThat(lastPacket(first)).isSameAs(lastPacket(second));
    }

    @Test
    void sharesTheNumbersOfTheNamespace() {
        a.emitWithAck("one");
        ask(fixture.server.to("red"));
        assertThat(first.take()).containsExactly("20[\"one\"]", "21[\"vote\",\"a\"]");
        assertThat(second.take()).isEmpty();
    }

    @Test
    void isCompleteAtOnceIfNobodyIsAsked() {
        BroadcastAnswers nothing = new BroadcastAnswers(List.of(), true);
        assertThat(ask(fixture.main.to("nobody"))).isCompletedWithValue(nothing);
        assertThat(fixture.timers.pending()).isZero();
    }

    @Test
    void bringsWhatThereIsWhenTheTimeIsUp() {
        CompletableFuture<BroadcastAnswers> result =
                ask(fixture.main.broadcast().timeout(Duration.ofMillis(100)));
        first.say("30[1]");
        fixture.timers.advance(Duration.ofMillis(99));
        assertThat(result).isNotDone();
        fixture.timers.advance(Duration.ofMillis(1));
        assertThat(result.join().isComplete()).isFalse();
        assertThat(result.join().answers()).hasToString("[[1]]");

        second.say("30[2]");
        assertThat(result.join().answers()).hasSize(1);
    }

    @Test
    void waitsAsLongAsTheServerIsSetTo() {
        CompletableFuture<BroadcastAnswers> result = ask(fixture.main.broadcast());
        fixture.timers.advance(Duration.ofMillis(9_999));
        assertThat(result).isNotDone();
        fixture.timers.advance(Duration.ofMillis(1));
        assertThat(result).isCompletedWithValue(new BroadcastAnswers(List.of(), false));
    }

    @Test
    void doesNotWaitForASocketThatLeaves() {
        CompletableFuture<BroadcastAnswers> result = ask(fixture.main.broadcast());
        first.say("30[1]");
        second.say("1");
        assertThat(result.join().isComplete()).isTrue();
        assertThat(result.join().answers()).hasSize(1);
    }

    @Test
    void doesNotWaitForASocketThatCouldNotTakeIt() {
        first.transport().hold();
        a.emit("busy");
        CompletableFuture<BroadcastAnswers> result =
                ask(fixture.main.broadcast().asVolatile());
        second.say("30[]");
        assertThat(result.join().isComplete()).isTrue();
        assertThat(result.join().answers()).hasSize(1);
    }

    @Test
    void isBoundedAndStillSent() {
        for (int i = 0; i < 3; i++) {
            a.emitWithAck("one");
        }
        CompletableFuture<BroadcastAnswers> result = ask(fixture.main.to("red"));
        assertThat(result).isCompletedWithValue(new BroadcastAnswers(List.of(), true));
        assertThat(first.take()).endsWith("23[\"vote\",\"a\"]");
    }

    @Test
    void makesRoomWhenTheTimeIsUp() {
        for (int i = 0; i < 3; i++) {
            ask(fixture.main.to("red"));
        }
        fixture.timers.advance(Duration.ofSeconds(10));
        assertThat(a.emitWithAck("one").toCompletableFuture()).isNotDone();
    }

    @Test
    void endsAtOnceWithoutTimers() {
        ScheduledThreadPoolExecutor stopped = new ScheduledThreadPoolExecutor(1);
        stopped.shutdownNow();
        BroadcastAcks answers = new BroadcastAcks();
        answers.endAfter(Duration.ofSeconds(1), new Timeouts(EngineThreads.of(Runnable::run, stopped)));
        assertThat(answers.result().toCompletableFuture()).isCompletedWithValue(new BroadcastAnswers(List.of(), false));
    }

    @Test
    void countsAnswersThatComeBeforeTheNumberOfTheAsked() {
        BroadcastAcks answers = new BroadcastAcks();
        answers.unanswered();
        answers.asked(1);
        assertThat(answers.result().toCompletableFuture()).isNotDone();
        answers.allAsked();
        assertThat(answers.result().toCompletableFuture()).isCompleted();
    }

    @Test
    void needsATimeoutOfAMillisecond() {
        assertThatThrownBy(() -> fixture.main.broadcast().timeout(Duration.ofNanos(999_999)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CompletableFuture<BroadcastAnswers> ask(BroadcastOperator whom) {
        return whom.emitWithAck("vote", "a").toCompletableFuture();
    }

    private static Object lastPacket(Peer peer) {
        var batches = peer.transport().batches();
        return batches.get(batches.size() - 1).get(0);
    }
}
