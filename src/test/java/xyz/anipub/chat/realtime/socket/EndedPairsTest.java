package xyz.anipub.chat.realtime.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.chat.RoomId;
import xyz.anipub.chat.RoomLanes;
import xyz.anipub.chat.TestIds;
import xyz.anipub.chat.UserId;
import xyz.anipub.chat.power.RoomPowers;

class EndedPairsTest {

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final RoomLanes lanes = new RoomLanes(executor, 10);
    private final CountDownLatch forgotten = new CountDownLatch(1);

    private final RoomPowers powers = new RoomPowers(any -> Optional.empty(), people -> Map.of()) {
        @Override
        public void forgetPairsOf(UserId user) {
            super.forgetPairsOf(user);
            forgotten.countDown();
        }
    };

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    @Test
    void endsWhenWhatWasCheckedBeforeIsStored() {
        AtomicBoolean isStored = new AtomicBoolean();
        RoomId room = TestIds.room();
        lanes.submit(room, () -> {
            // Checked before, and stored after.
            await();
            isStored.set(true);
        });
        new EndedPairs(powers, lanes).ended(TestIds.user().value(), "");
        assertThat(isStored).isTrue();
    }

    private void await() {
        try {
            forgotten.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
