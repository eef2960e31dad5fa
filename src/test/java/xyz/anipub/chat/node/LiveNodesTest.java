package xyz.anipub.chat.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who is alone, and for how long that counts. */
class LiveNodesTest {

    private final InMemoryNodeRepository store = new InMemoryNodeRepository();
    private long now = -5;
    private final LiveNodes one = new LiveNodes(store, () -> now);
    private final LiveNodes other = new LiveNodes(store, () -> now);

    @Test
    void isNotAloneBeforeItHasAsked() {
        assertThat(one.isAlone()).isFalse();
        one.beat();
        assertThat(one.isAlone()).isTrue();
    }

    @Test
    void isAloneForTwoSecondsAfterItHasAsked() {
        one.beat();
        forward(LiveNodes.LEASE.minusNanos(1));
        assertThat(one.isAlone()).isTrue();
        forward(Duration.ofNanos(1));
        assertThat(one.isAlone()).isFalse();
        one.beat();
        assertThat(one.isAlone()).isTrue();
    }

    @Test
    void isNotAloneBesideAnother() {
        one.beat();
        other.beat();
        assertThat(other.isAlone()).isFalse();
        one.beat();
        assertThat(one.isAlone()).isFalse();
        for (int i = 0; i < 20; i++) {
            forward(Duration.ofSeconds(1));
            other.beat();
            one.beat();
            assertThat(one.isAlone()).isFalse();
        }
    }

    @Test
    void hasCompanyWhileAnotherBeats() {
        other.beat();
        one.beat();
        assertThat(one.hasCompany()).as("it may have ended").isFalse();
        other.beat();
        one.beat();
        assertThat(one.hasCompany()).isTrue();
        forward(LiveNodes.LEASE);
        one.beat();
        assertThat(one.hasCompany()).isFalse();
    }

    @Test
    void hasCompanyAtOnceWithOneThatComesLater() {
        one.beat();
        other.beat();
        one.beat();
        assertThat(one.hasCompany()).isTrue();
    }

    @Test
    void knowsTheStoresTimeByABeatThatWasFastEnoughToTell() {
        assertThat(one.knowsStoresTime()).isFalse();
        assertThat(one.byStore(Instant.EPOCH)).isEqualTo(Instant.EPOCH);
        store.trip(() -> forward(Duration.ofSeconds(4)));
        assertThat(storesEpochAfterABeat(2))
                .as("a slow one is better than none")
                .isEqualTo(2);
        assertThat(storesEpochAfterABeat(9))
                .as("it may be off by half of its trip")
                .isEqualTo(2);
        store.trip(() -> forward(Duration.ofSeconds(1)));
        assertThat(storesEpochAfterABeat(3)).isEqualTo(3);
        assertThat(one.knowsStoresTime()).isTrue();
    }

    /** @param ahead of the store, in seconds */
    private long storesEpochAfterABeat(long ahead) {
        store.ahead(one.me(), Duration.ofSeconds(ahead));
        one.beat();
        return one.byStore(Instant.EPOCH).getEpochSecond();
    }

    @Test
    void isAloneAgainOnceTheOtherHasNotBeatenForSoLong() {
        other.beat();
        one.beat();
        forward(LiveNodes.LIFE.minusNanos(1));
        one.beat();
        assertThat(one.isAlone()).isFalse();
        forward(Duration.ofNanos(1));
        one.beat();
        assertThat(one.isAlone()).isTrue();
        assertThat(store.size()).as("the other is forgotten").isEqualTo(1);
    }

    @Test
    void noticesOneThatWasForgottenTooEarly() {
        other.beat();
        one.beat();
        forward(LiveNodes.LIFE);
        one.beat();
        other.beat();
        one.beat();
        assertThat(one.isAlone()).isFalse();
    }

    @Test
    void isAloneAtOnceAfterTheOtherHasEnded() {
        other.beat();
        one.beat();
        other.end();
        one.beat();
        assertThat(one.isAlone()).isTrue();
        assertThat(one.me()).isNotEqualTo(other.me());
    }

    private void forward(Duration time) {
        now += time.toNanos();
    }
}
