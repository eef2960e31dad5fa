package xyz.anipub.socketio.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xyz.anipub.socketio.adapter.BroadcastOptions;
import xyz.anipub.socketio.adapter.RecordingEmitter;
import xyz.anipub.socketio.packet.Packet;

/** Sockets that come, go and are moved about at the same time. */
@Timeout(60)
class InMemoryAdapterRaceTest {

    private static final BroadcastOptions ALL = BroadcastOptions.everybody();

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final RecordingEmitter emitter = new RecordingEmitter();
    private final InMemoryAdapter adapter = new InMemoryAdapter(emitter, 10);

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void leavesNoGhostWhenASocketGoesWhileItIsMovedAbout() throws Exception {
        for (int round = 0; round < 1_000; round++) {
            String sid = "s" + round;
            adapter.add(sid);
            together(
                    () -> adapter.join(sid, Set.of("red", "blue")),
                    () -> adapter.joinAll(ALL, Set.of("green")),
                    () -> adapter.leave(sid, "red"),
                    () -> adapter.remove(sid));
            assertThat(adapter.rooms(sid)).isEmpty();
            assertThat(adapter.roomCount()).isZero();
        }
    }

    @Test
    void losesNobodyWhoEntersARoomThatOthersEmpty() throws Exception {
        List.of("a", "b", "c").forEach(adapter::add);
        for (int round = 0; round < 1_000; round++) {
            adapter.join("a", Set.of("red"));
            together(
                    () -> adapter.leave("a", "red"),
                    () -> adapter.join("b", Set.of("red")),
                    () -> adapter.join("c", Set.of("red")));
            assertThat(reached("red")).containsExactlyInAnyOrder("e>b", "e>c");
            together(() -> adapter.leave("b", "red"), () -> adapter.leaveAll(ALL.to(Set.of("red")), Set.of("red")));
            assertThat(reached("red")).isEmpty();
        }
    }

    @Test
    void reachesWhoStaysWhileOthersComeAndGo() throws Exception {
        for (int i = 0; i < 100; i++) {
            adapter.add("stays" + i);
            adapter.join("stays" + i, Set.of("red"));
        }
        Future<?> traffic = threads.submit(() -> {
            for (int i = 0; i < 5_000; i++) {
                adapter.add("goes" + i);
                adapter.join("goes" + i, Set.of("red"));
                adapter.remove("goes" + i);
            }
        });
        for (int round = 0; round < 50; round++) {
            assertThat(reached("red").stream().filter(line -> line.startsWith("e>stays")))
                    .hasSize(100)
                    .doesNotHaveDuplicates();
        }
        traffic.get(30, TimeUnit.SECONDS);
        assertThat(reached("red")).hasSize(100);
    }

    private List<String> reached(String room) {
        adapter.broadcast(List.of(Packet.Event.of("/", "e", List.of())), ALL.to(Set.of(room)));
        return emitter.takeSent();
    }

    private void together(Runnable... actions) throws Exception {
        CyclicBarrier start = new CyclicBarrier(actions.length);
        List<Callable<Void>> calls = new ArrayList<>();
        for (Runnable action : actions) {
            calls.add(() -> {
                start.await();
                action.run();
                return null;
            });
        }
        for (Future<Void> done : threads.invokeAll(calls)) {
            done.get();
        }
    }
}
