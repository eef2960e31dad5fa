package xyz.anipub.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong nanoTime = new AtomicLong();
    private final TokenBuckets<Integer> buckets = new TokenBuckets<>(new Rate(2, 1), 1_000, nanoTime::get);

    @Test
    void countsEachByItself() {
        buckets.takeOrWait(1);
        buckets.takeOrWait(1);

        assertThat(buckets.takeOrWait(1)).isEqualTo(SECOND);
        assertThat(buckets.takeOrWait(2)).isZero();
    }

    @Test
    void saysWhetherThereIsATokenAndTakesNone() {
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.has(1)).isTrue();
        }
        assertThat(buckets.size()).isZero();
        buckets.spend(1, 1);
        assertThat(buckets.has(1)).isTrue();
        buckets.spend(1, 1);
        assertThat(buckets.has(1)).isFalse();
        assertThat(buckets.has(2)).isTrue();
        nanoTime.addAndGet(SECOND);
        assertThat(buckets.has(1)).isTrue();
    }

    @Test
    void doesNotGrowBeyondItsCapacity() {
        for (int i = 0; i < 100_000; i++) {
            buckets.takeOrWait(i);
        }

        assertThat(buckets.size()).isEqualTo(1_000);
    }

    @Test
    void refusesNobodyBecauseItIsFull() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(buckets.takeOrWait(i)).isZero();
        }
    }

    @Test
    void forgetsWhoHasNotComeForTheLongestTime() {
        exhaust(0);
        exhaust(1);
        for (int i = 2; i < 1_000; i++) {
            buckets.takeOrWait(i);
        }
        assertThat(buckets.takeOrWait(0)).isPositive();
        buckets.takeOrWait(1_000);

        assertThat(buckets.takeOrWait(0)).as("has just come").isPositive();
        assertThat(buckets.takeOrWait(1)).as("was forgotten").isZero();
    }

    @Test
    void shrinksWhileOthersCome() {
        for (int i = 0; i < 1_000; i++) {
            exhaust(i);
        }
        nanoTime.addAndGet(2 * SECOND);
        for (int i = 0; i < 1_000; i++) {
            nanoTime.addAndGet(SECOND);
            buckets.takeOrWait(1_000 + i);
        }

        assertThat(buckets.size()).isLessThan(5);
    }

    private void exhaust(int key) {
        buckets.takeOrWait(key);
        buckets.takeOrWait(key);
        assertThat(buckets.takeOrWait(key)).isPositive();
    }
}
