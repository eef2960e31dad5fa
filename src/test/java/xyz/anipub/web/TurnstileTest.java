package xyz.anipub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import xyz.anipub.peer.Shares;

class TurnstileTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicReference<Thread> visitor = new AtomicReference<>();

    private static Turnstile turnstile(Duration patience) {
        return new Turnstile(new Shares(3, 2), new Shares(2, 1), patience);
    }

    /** Somebody who enters on a thread of his own, once he waits. */
    private CompletableFuture<Boolean> waiting(Turnstile turnstile, String address) {
        CompletableFuture<Boolean> entered = new CompletableFuture<>();
        Thread thread = new Thread(() -> entered.complete(turnstile.enter(address)));
        thread.setDaemon(true);
        visitor.set(thread);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING || entered.isDone());
        return entered;
    }

    @Test
    void letsInUntilAllPlacesAreTaken() {
        Turnstile turnstile = turnstile(Duration.ZERO);

        assertThat(turnstile.enter("a")).isTrue();
        assertThat(turnstile.enter("a")).isTrue();
        assertThat(turnstile.enter("a")).isFalse();
        assertThat(turnstile.enter("b")).isTrue();
        assertThat(turnstile.enter("c")).isFalse();
    }

    @Test
    void letsOneInWhoWaitedUntilAnotherLeft() throws Exception {
        Turnstile turnstile = turnstile(LONG);
        turnstile.enter("a");
        turnstile.enter("a");
        CompletableFuture<Boolean> waiting = waiting(turnstile, "a");
        assertThat(waiting).isNotDone();

        turnstile.leave("a");

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(turnstile.enter("b")).isTrue();
        assertThat(waiting(turnstile, "c")).as("the place was taken once").isNotDone();
    }

    @Test
    void letsOnlySomeWait() {
        Turnstile turnstile = turnstile(LONG);
        turnstile.enter("a");
        turnstile.enter("a");
        CompletableFuture<Boolean> waiting = waiting(turnstile, "a");

        assertThat(turnstile.enter("a")).as("one of an address waits").isFalse();
        assertThat(waiting).isNotDone();
        assertThat(turnstile.enter("b")).isTrue();
        turnstile.leave("a");
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
    }

    @Test
    void sendsAwayWhoHasWaitedTooLong() {
        Turnstile turnstile = turnstile(Duration.ofMillis(5));
        turnstile.enter("a");
        turnstile.enter("a");

        assertThat(turnstile.enter("a")).isFalse();
        turnstile.leave("a");
        assertThat(turnstile.enter("a")).isTrue();
    }

    @Test
    void letsAnInterruptedThreadGo() throws Exception {
        Turnstile turnstile = turnstile(LONG);
        turnstile.enter("a");
        turnstile.enter("a");
        CompletableFuture<Boolean> waiting = waiting(turnstile, "a");

        visitor.get().interrupt();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isFalse();
    }
}
