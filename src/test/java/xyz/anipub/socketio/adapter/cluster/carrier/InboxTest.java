package xyz.anipub.socketio.adapter.cluster.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.packet.Packet;

class InboxTest {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> handled = new ArrayList<>();
    private final ClusterMeter meter = new ClusterMeter();
    private final ClusterLimits limits = new ClusterLimits(3, 100, 1, Duration.ofSeconds(1), Duration.ofSeconds(1));
    private final Inbox inbox = new Inbox(
            tasks::add,
            limits,
            meter,
            together -> together.forEach(each -> handled.add(each.from().orElseThrow())));

    private void offer(String name, int bytes) {
        inbox.offer(bytes, () -> message(name));
    }

    private static Optional<Incoming> message(String name) {
        return Optional.of(new Incoming(Optional.of(name), new ClusterMessage.ListRooms("q")));
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void handlesInOrderOnOneThreadAtATime() {
        offer("a", 1);
        offer("b", 1);
        assertThat(tasks).hasSize(1);
        run();
        offer("c", 1);
        assertThat(tasks).hasSize(1);
        run();
        assertThat(handled).containsExactly("a", "b", "c");
        assertThat(meter.received()).isEqualTo(3);
    }

    @Test
    void goesOnBehindWhatCannotBeReadOrHandled() {
        inbox.offer(1, () -> {
            throw new IllegalStateException("malformed");
        });
        inbox.offer(1, () -> {
            throw new StackOverflowError();
        });
        inbox.add(1, () -> Optional.of(new Incoming(Optional.empty(), new ClusterMessage.ListRooms("q"))));
        inbox.add(1, Optional::empty);
        inbox.add(1, () -> message("good"));
        run();
        assertThat(handled).containsExactly("good");
        assertThat(meter.refused()).isEqualTo(3);
    }

    @Test
    void broadcastsForTheSameSocketsAreHandledTogether() {
        List<Integer> sizes = new ArrayList<>();
        Inbox wide = new Inbox(
                tasks::add,
                new ClusterLimits(1_000, 1_000, 1, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                meter,
                together -> sizes.add(together.size()));
        BroadcastOptions red = BroadcastOptions.everybody().to(List.of("red"));
        BroadcastOptions blue = BroadcastOptions.everybody().to(List.of("blue"));
        for (BroadcastOptions options : List.of(red, red, red, blue, blue)) {
            wide.add(1, () -> Optional.of(broadcast(options)));
        }
        wide.add(1, () -> message("a question"));
        wide.add(1, () -> Optional.of(broadcast(blue)));
        wide.addTask(() -> sizes.add(-1));
        wide.add(1, () -> Optional.of(broadcast(blue)));
        wide.add(1, () -> {
            throw new IllegalStateException("malformed");
        });
        wide.add(1, () -> Optional.of(broadcast(blue)));
        run();
        assertThat(sizes).containsExactly(3, 2, 1, 1, -1, 2);
        assertThat(meter.received()).isEqualTo(9);
        assertThat(meter.refused()).isEqualTo(1);
    }

    private static Incoming broadcast(BroadcastOptions options) {
        Packet.Event event = Packet.Event.of("/", "news", List.of());
        return new Incoming(Optional.of("other"), new ClusterMessage.Broadcast(event, options));
    }

    @Test
    void dropsWhatIsTooMuch() {
        for (String name : List.of("a", "b", "c", "d")) {
            offer(name, 1);
        }
        run();
        assertThat(handled).containsExactly("a", "b", "c");
        assertThat(meter.overflown()).isEqualTo(1);
        offer("large", 100);
        offer("behind", 1);
        run();
        assertThat(handled).contains("large").doesNotContain("behind");
    }

    @Test
    void callsWhoWaitsForRoomOnce() {
        List<String> calls = new ArrayList<>();
        inbox.whenRoom(() -> calls.add("at once"));
        for (String name : List.of("a", "b", "c", "d")) {
            inbox.add(1, () -> message(name));
        }
        inbox.whenRoom(() -> calls.add("room"));
        assertThat(calls).containsExactly("at once");
        run();
        assertThat(calls).containsExactly("at once", "room");
        assertThat(handled).containsExactly("a", "b", "c", "d");
    }

    @Test
    void letsOthersHaveTheThread() {
        for (int i = 0; i < 100; i++) {
            inbox.add(0, Optional::empty);
        }
        tasks.remove().run();
        assertThat(tasks).hasSize(1);
    }

    @Test
    void takesNothingOnceItIsClosed() {
        List<String> calls = new ArrayList<>();
        offer("a", 1);
        offer("b", 1);
        offer("c", 1);
        inbox.whenRoom(() -> calls.add("room"));
        inbox.close();
        offer("d", 1);
        run();
        assertThat(handled).isEmpty();
        assertThat(calls).containsExactly("room");
    }
}
