package xyz.anipub.engineio.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {

    private final OpenConnections connections = new OpenConnections();

    @Test
    void areAwaitedUntilTheLastIsClosed() {
        assertThat(connections.awaitClosed(Duration.ZERO)).isTrue();
        connections.opened();
        connections.opened();
        CompletableFuture<Boolean> awaited =
                CompletableFuture.supplyAsync(() -> connections.awaitClosed(Duration.ofMinutes(1)));
        connections.closed();
        assertThat(awaited).isNotDone();
        connections.closed();
        Awaitility.await().until(awaited::isDone);
        assertThat(awaited).isCompletedWithValue(true);
    }

    @Test
    void areNotAwaitedForEver() {
        connections.opened();
        assertThat(connections.awaitClosed(Duration.ofMillis(1))).isFalse();
    }
}
