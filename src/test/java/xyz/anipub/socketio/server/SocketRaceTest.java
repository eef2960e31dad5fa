package xyz.anipub.socketio.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.socketio.Socket;

/** Sockets that are ended by one thread while others use them. */
@Timeout(60)
class SocketRaceTest {

    private final ExecutorService callbacks = Executors.newFixedThreadPool(2);
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final ServerFixture fixture = new ServerFixture(callbacks);

    @AfterEach
    void stop() throws InterruptedException {
        callbacks.shutdownNow();
        threads.shutdownNow();
        assertThat(callbacks.awaitTermination(10, SECONDS)).isTrue();
        assertThat(threads.awaitTermination(10, SECONDS)).isTrue();
    }

    @Test
    void endsOnceWhateverEndsIt() throws Exception {
        for (int round = 0; round < 200; round++) {
            fixture.ends.clear();
            Peer peer = fixture.peer();
            Socket socket = join(peer);
            together(
                    () -> peer.say("1"),
                    () -> socket.disconnect(true),
                    () -> peer.drop(CloseReason.TRANSPORT_CLOSE),
                    () -> fixture.main.to(socket.id()).disconnectSockets(false));
            soon().until(() -> fixture.ends.size() >= 2);
            settle(peer);
            assertThat(fixture.ends).hasSize(2);
            assertThat(fixture.ends.get(0)).startsWith("disconnecting").endsWith(" 1");
            assertThat(fixture.ends.get(1)).startsWith("disconnect ").endsWith(" 0");
        }
    }

    @Test
    void leavesNoGhostInARoom() throws Exception {
        for (int round = 0; round < 200; round++) {
            Peer peer = fixture.peer();
            Socket socket = join(peer);
            together(
                    () -> socket.join("red", "blue"),
                    () -> fixture.main.broadcast().socketsJoin("green"),
                    () -> socket.leave("red"),
                    () -> peer.drop(CloseReason.TRANSPORT_CLOSE));
            soon().until(() -> socket.rooms().isEmpty());
            socket.join("red");
            fixture.main.broadcast().socketsJoin("green");
            assertThat(socket.rooms()).isEmpty();
            assertThat(fixture.main.sockets()).isEmpty();
        }
    }

    @Test
    void isOffTheDeliveryListWhenTheCallReturns() throws Exception {
        for (int round = 0; round < 100; round++) {
            Peer peer = fixture.peer();
            Socket socket = join(peer);
            socket.join("red");
            CyclicBarrier start = new CyclicBarrier(2);
            Future<?> traffic = threads.submit(() -> {
                start.await();
                for (int i = 0; i < 50; i++) {
                    fixture.main.to("red").emit("noise");
                }
                return null;
            });
            start.await();
            fixture.main.in(socket.id()).socketsLeave("red");
            fixture.main.to("red").emit("secret");
            traffic.get();
            assertThat(peer.take()).doesNotContain("2[\"secret\"]");
            peer.drop(CloseReason.TRANSPORT_CLOSE);
        }
    }

    @Test
    void endsAfterTheEventThatIsRunning() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayLeave = new CountDownLatch(1);
        Peer peer = fixture.peer();
        Socket socket = join(peer);
        socket.on("slow", (arguments, ack) -> {
            entered.countDown();
            awaitQuietly(mayLeave);
            fixture.ends.add("slow done");
        });
        peer.say("2[\"slow\"]").say("2[\"slow\"]");
        assertThat(entered.await(10, SECONDS)).isTrue();

        socket.disconnect(false);
        assertThat(socket.isConnected()).isFalse();
        fixture.main.emit("news");
        assertThat(peer.take()).last().isEqualTo("1");
        assertThat(fixture.ends).isEmpty();
        mayLeave.countDown();

        soon().until(() -> fixture.ends.size() == 3);
        settle(peer);
        assertThat(fixture.ends)
                .hasSize(3)
                .startsWith("slow done")
                .element(2)
                .asString()
                .startsWith("disconnect ");
    }

    @Test
    void closesTheConnectionThatJoinsAgainWhileTheFirstJoinIsRunning() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayLeave = new CountDownLatch(1);
        fixture.main.use(socket -> {
            entered.countDown();
            awaitQuietly(mayLeave);
        });
        Peer peer = fixture.peer();
        peer.say("0");
        assertThat(entered.await(10, SECONDS)).isTrue();
        peer.say("0");
        mayLeave.countDown();

        soon().until(peer::wasClosedGracefully);
        assertThat(fixture.sockets).hasSize(1);
        soon().untilAsserted(() -> assertThat(fixture.ends)
                .hasSize(2)
                .last()
                .isEqualTo("disconnect forced server close: namespace joined already 0"));
    }

    @Test
    void handlesWhatIsSaidWhileTheJoinIsRunningAfterIt() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayLeave = new CountDownLatch(1);
        fixture.main.use(socket -> {
            entered.countDown();
            awaitQuietly(mayLeave);
        });
        fixture.main.onConnection(socket -> socket.on("say", (arguments, ack) -> ack.send("heard")));
        Peer peer = fixture.peer();
        peer.say("0");
        assertThat(entered.await(10, SECONDS)).isTrue();
        peer.say("27[\"say\"]");
        assertThat(peer.take()).isEmpty();
        mayLeave.countDown();

        List<String> heard = new ArrayList<>();
        soon().until(() -> {
            heard.addAll(peer.take());
            return heard.size() == 2;
        });
        assertThat(heard.get(0)).startsWith("0{\"sid\"");
        assertThat(heard.get(1)).isEqualTo("37[\"heard\"]");
        assertThat(peer.isClosed()).isFalse();
    }

    @Test
    void dropsASocketWhoseConnectionGoesDuringTheMiddleware() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayLeave = new CountDownLatch(1);
        List<Socket> seen = new ArrayList<>();
        fixture.main.use(socket -> {
            socket.join("red");
            seen.add(socket);
            entered.countDown();
            awaitQuietly(mayLeave);
        });
        Peer peer = fixture.peer();
        peer.say("0");
        assertThat(entered.await(10, SECONDS)).isTrue();
        peer.drop(CloseReason.TRANSPORT_CLOSE);
        mayLeave.countDown();

        soon().until(() -> seen.get(0).rooms().isEmpty());
        assertThat(fixture.sockets).isEmpty();
        assertThat(fixture.ends).isEmpty();
    }

    @Test
    void comesInOrStaysOutWhenItIsDisconnectedOnTheWay() throws Exception {
        List<Socket> seen = new java.util.concurrent.CopyOnWriteArrayList<>();
        fixture.main.use(seen::add);
        for (int round = 0; round < 200; round++) {
            seen.clear();
            fixture.ends.clear();
            fixture.sockets.clear();
            Peer peer = fixture.peer();
            peer.say("0");
            soon().until(() -> !seen.isEmpty());
            Socket socket = seen.get(0);
            socket.disconnect(false);
            settle(peer);
            assertThat(socket.rooms()).isEmpty();
            assertThat(fixture.main.sockets()).isEmpty();
            assertThat(fixture.ends).hasSize(fixture.sockets.isEmpty() ? 0 : 2);
            List<String> heard = peer.take().stream()
                    .filter(message -> !message.startsWith("0/settle"))
                    .toList();
            assertThat(heard.get(heard.size() - 1)).isIn("1", "4{\"message\":\"disconnected\"}");
        }
    }

    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
    }

    private Socket join(Peer peer) {
        fixture.sockets.clear();
        peer.say("0");
        soon().until(() -> fixture.sockets.size() == 1 && fixture.lastSocket().isConnected());
        return fixture.lastSocket();
    }

    /** Waits until the connection has closed and everything has been told. */
    private void settle(Peer peer) throws Exception {
        CountDownLatch passed = new CountDownLatch(1);
        fixture.server.of("/settle" + peer.connectionId()).use(socket -> passed.countDown());
        if (peer.isClosed()) {
            soon().until(() -> fixture.server.clientCount() == 0);
        } else {
            peer.say("0/settle" + peer.connectionId());
            assertThat(passed.await(10, SECONDS)).isTrue();
            peer.drop(CloseReason.TRANSPORT_CLOSE);
            soon().until(() -> fixture.server.clientCount() == 0);
        }
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

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
