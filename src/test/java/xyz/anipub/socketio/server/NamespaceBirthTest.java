package xyz.anipub.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.Engine;
import xyz.anipub.engineio.EngineThreads;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.engineio.config.EngineConfig;
import xyz.anipub.socketio.Namespace;
import xyz.anipub.socketio.config.SocketServerConfig;
import xyz.anipub.socketio.packet.PacketLimits;

/** Namespaces whose listeners take their time, or want others. */
class NamespaceBirthTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SocketServer server = new SocketServer(
            new SocketServerConfig(Duration.ofMillis(100), Duration.ofSeconds(10), 3, PacketLimits.standard()),
            EngineThreads.of(Runnable::run, new ManualTimers()));

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void mayBeAskedForByEachOthersListeners() throws Exception {
        // Each thread makes one and wants the next: whichever asks last would close the circle.
        List<String> names = List.of("/a", "/b", "/c");
        CyclicBarrier all = new CyclicBarrier(names.size());
        server.onNewNamespace(made -> {
            await(all);
            String next = names.get((names.indexOf(made.name()) + 1) % names.size());
            assertThat(server.of(next).name()).isEqualTo(next);
        });
        List<CompletableFuture<Namespace>> made = names.stream()
                .map(name -> CompletableFuture.supplyAsync(() -> server.of(name), threads))
                .toList();
        for (CompletableFuture<Namespace> each : made) {
            assertThat(server.of(each.get(60, TimeUnit.SECONDS).name())).isSameAs(each.get());
        }
    }

    @Test
    void areNotAwaitedForEver() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        server.of((name, handshake) -> true);
        server.onNewNamespace(made -> {
            asked.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        CompletableFuture<Namespace> slow = CompletableFuture.supplyAsync(() -> server.of("/a"), threads);
        asked.await();
        assertThatThrownBy(() -> server.of("/a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/a is still being made");
        Peer peer = new Peer(new Engine(EngineConfig.standard(), server, Runnable::run, new ManualTimers()));
        peer.say("0/a,");
        assertThat(peer.take()).containsExactly("4/a,{\"message\":\"namespace not ready\"}");
        goOn.countDown();
        assertThat(server.of("/a")).isSameAs(slow.get(60, TimeUnit.SECONDS));
        peer.join("/a,");
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
