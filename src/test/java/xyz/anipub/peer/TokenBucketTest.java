package xyz.anipub.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long MILLI = 1_000_000;

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final TokenBucket bucket = new TokenBucket(new Rate(3, 10), nanoTime::get);

    @Test
    void letsTheBurstPassAtOnceAndNoMore() {
        assertThat(bucket.take()).isTrue();
        assertThat(bucket.take()).isTrue();
        assertThat(bucket.take()).isTrue();
        assertThat(bucket.take()).isFalse();
    }

    @Test
    void letsTheRatePassInTheLongRun() {
        IntStream.range(0, 3).forEach(each -> bucket.take());

        int passed = 0;
        for (int i = 0; i < 1000; i++) {
            nanoTime.addAndGet(10 * MILLI);
            passed += bucket.take() ? 1 : 0;
        }

        assertThat(passed).isEqualTo(100);
    }

    @Test
    void tellsHowLongToWaitAndTakesNothingMeanwhile() {
        IntStream.range(0, 3).forEach(each -> bucket.take());

        assertThat(bucket.takeOrWait()).isEqualTo(100 * MILLI);
        assertThat(bucket.takeOrWait()).isEqualTo(100 * MILLI);
        nanoTime.addAndGet(99 * MILLI);
        assertThat(bucket.takeOrWait()).isEqualTo(MILLI);
        nanoTime.addAndGet(MILLI);
        assertThat(bucket.takeOrWait()).isZero();
    }

    @Test
    void whatIsSpentBeyondTheBurstHasToDripInBeforeTheNext() {
        bucket.spend(1);
        assertThat(bucket.take()).isTrue();
        bucket.spend(4);
        assertThat(bucket.takeOrWait()).isEqualTo(400 * MILLI);
        nanoTime.addAndGet(399 * MILLI);
        assertThat(bucket.take()).isFalse();
        nanoTime.addAndGet(MILLI);
        assertThat(bucket.take()).isTrue();
        assertThat(bucket.take()).isFalse();
    }

    @Test
    void owesNoMoreThanTheBurst() {
        for (int i = 0; i < 100; i++) {
            bucket.spend(3);
        }
        nanoTime.addAndGet(300 * MILLI);
        assertThat(bucket.take()).isFalse();
        nanoTime.addAndGet(100 * MILLI);
        assertThat(bucket.take()).isTrue();
    }

    @Test
    void savesNoMoreThanTheBurst() {
        nanoTime.addAndGet(3_600_000 * MILLI);

        assertThat(IntStream.range(0, 10).filter(each -> bucket.take()).count()).isEqualTo(3);
    }

    @Test
    void isFullUntilATokenIsTakenAndAgainLater() {
        assertThat(bucket.isFull()).isTrue();
        bucket.take();
        bucket.take();
        nanoTime.addAndGet(199 * MILLI);
        assertThat(bucket.isFull()).isFalse();
        nanoTime.addAndGet(MILLI);
        assertThat(bucket.isFull()).isTrue();
    }

    @Test
    void givesNoTokenTwice() throws InterruptedException {
        TokenBucket shared = new TokenBucket(new Rate(10_000, 1), nanoTime::get);
        AtomicInteger taken = new AtomicInteger();
        Runnable taking =
                () -> IntStream.range(0, 8_000).filter(each -> shared.take()).forEach(each -> taken.incrementAndGet());
        Thread other = new Thread(taking);
        other.start();
        taking.run();
        other.join();

        assertThat(taken).hasValue(10_000);
    }

    @Test
    void holdsTheLargestRates() {
        TokenBucket slow = new TokenBucket(new Rate(Integer.MAX_VALUE, 1), nanoTime::get);
        TokenBucket fast = new TokenBucket(new Rate(1, 1_000_000_000), nanoTime::get);

        assertThat(slow.take()).isTrue();
        assertThat(slow.isFull()).isFalse();
        assertThat(fast.take()).isTrue();
        assertThat(fast.takeOrWait()).isEqualTo(1);
    }

    @Test
    void aRateLetsSomethingHappen() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(1, 1_000_000_001));
    }
}
