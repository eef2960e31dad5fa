package xyz.anipub.socketio.adapter.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.socketio.adapter.RecoveryOutcome.FORGOTTEN;
import static xyz.anipub.socketio.adapter.RecoveryOutcome.RECOVERED;
import static xyz.anipub.socketio.adapter.RecoveryOutcome.TOO_MUCH;
import static xyz.anipub.socketio.adapter.RecoveryOutcome.TRIMMED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.RecordingEmitter;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.adapter.ReplayBound;
import xyz.anipub.socketio.adapter.StoredSession;
import xyz.anipub.socketio.adapter.log.RecoveryConfig;
import xyz.anipub.socketio.packet.Packet;

/** What happens while the events that a client has missed are encoded. */
class ReplayTest {

    private static final BroadcastOptions ALL = BroadcastOptions.everybody();
    private static final BroadcastOptions RED = ALL.to(Set.of("red"));
    private static final int MISSED = 40;

    private final ManualTimers timers = new ManualTimers();
    private final RecordingEmitter emitter = new RecordingEmitter();
    private final RecoveringAdapter adapter = new RecoveringAdapter(
            emitter,
            3,
            new RecoveryConfig(Duration.ofMinutes(2), Duration.ofMinutes(3), 100, 10_000, 2),
            timers,
            timers::nanoTime);
    private final List<String> replayed = new ArrayList<>();

    @BeforeEach
    void goAway() {
        adapter.add("a");
        adapter.join("a", Set.of("red", "blue"));
        adapter.enter("a", () -> {});
        adapter.persistSession(new StoredSession("a", "pid", java.util.Map.of()));
        IntStream.range(0, MISSED).forEach(i -> send("e" + i, i % 2 == 0 ? ALL : RED));
    }

    private void send(String name, BroadcastOptions options) {
        adapter.broadcast(List.of(Packet.Event.of("/", name, List.of())), options);
    }

    /** Once, when the first event is encoded. */
    private void meanwhile(Runnable task) {
        emitter.onReady(() -> {
            emitter.onReady(() -> {});
            task.run();
        });
    }

    private RecoveryOutcome comeBack(ReplayBound bound) {
        return adapter.restoreSession(
                adapter.claim("pid", Optional.empty()),
                Set.of(),
                bound,
                missed -> missed.forEach(each -> replayed.add(each.toString().replaceFirst("@.*", ""))));
    }

    private RecoveryOutcome comeBack() {
        return comeBack(new ReplayBound(1_000, 10_000));
    }

    private static List<String> events(int step) {
        return IntStream.range(0, MISSED)
                .filter(i -> i % step == 0)
                .mapToObj(i -> "e" + i)
                .toList();
    }

    @Test
    void othersSendAndJoin() {
        adapter.add("b");
        meanwhile(() -> {
            // Another thread would wait for the lock if it were held.
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
                send("meanwhile", ALL);
                adapter.join("b", Set.of("red"));
            });
            assertThat(other.orTimeout(60, TimeUnit.SECONDS)).succeedsWithin(Duration.ofSeconds(60));
        });
        assertThat(comeBack()).isEqualTo(RECOVERED);
        assertThat(replayed).hasSize(MISSED + 1).startsWith("e0", "e1").endsWith("e39", "meanwhile");
        send("live", ALL);
        assertThat(emitter.takeSent()).contains("live>a");
        assertThat(replayed).doesNotContain("live");
    }

    @Test
    void theClientIsTakenOutOfARoom() {
        meanwhile(() -> adapter.leaveAll(ALL.to(Set.of("blue")), Set.of("red")));
        assertThat(comeBack()).isEqualTo(RECOVERED);
        assertThat(replayed).isEqualTo(events(2));
        send("secret", RED);
        assertThat(emitter.takeSent()).doesNotContain("secret>a");
    }

    @Test
    void theSessionIsForgotten() {
        meanwhile(() -> adapter.forgetSessions(ALL));
        assertThat(comeBack()).isEqualTo(FORGOTTEN);
        assertThat(replayed).isEmpty();
    }

    @Test
    void theLogForgetsWhatCameMeanwhile() {
        meanwhile(() -> IntStream.range(0, 200).forEach(i -> send("flood", ALL)));
        assertThat(comeBack()).isEqualTo(TRIMMED);
        assertThat(replayed).isEmpty();
    }

    @Test
    void tooMuchComes() {
        meanwhile(() -> IntStream.range(0, 11).forEach(i -> send("flood", ALL)));
        assertThat(comeBack(new ReplayBound(MISSED + 10, 10_000))).isEqualTo(TOO_MUCH);
        assertThat(replayed).isEmpty();
        assertThat(adapter.claim("pid", Optional.empty()).outcome()).isEqualTo(RecoveryOutcome.UNKNOWN);
    }

    @Test
    void eventsComeFasterThanTheyAreEncoded() {
        // As many in each round as are not few.
        int[] rounds = {0};
        int[] encoded = {0};
        emitter.onReady(() -> {
            if (encoded[0]++ % 17 == 0 && rounds[0]++ < 40) {
                IntStream.range(0, 17).forEach(i -> send("more", RED));
                timers.advance(Duration.ZERO);
            }
        });
        assertThat(comeBack()).isIn(RECOVERED, TRIMMED);
        assertThat(rounds[0]).as("an end").isLessThan(40);
    }
}
