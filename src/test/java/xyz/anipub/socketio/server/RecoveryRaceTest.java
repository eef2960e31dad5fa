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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xyz.anipub.engineio.CloseReason;
import xyz.anipub.engineio.ManualTimers;
import xyz.anipub.socketio.Socket;
import xyz.anipub.socketio.adapter.RecoveryOutcome;
import xyz.anipub.socketio.adapter.log.RecoveryConfig;
import xyz.anipub.socketio.adapter.recovery.RecoveringAdapter;

/** Connections that are lost and recovered while others send, and while others do the same. */
@Timeout(60)
class RecoveryRaceTest {

    private static final int EVENTS = 300;
    private static final Pattern NUMBER = Pattern.compile("2\\[\"n\",(\\d+),\"([^\"]+)\"]");
    private static final Pattern PID = Pattern.compile("\"pid\":\"([^\"]+)\"");

    private final ExecutorService callbacks = Executors.newFixedThreadPool(2);
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final ServerFixture fixture = new ServerFixture(
            callbacks,
            (namespace, emitter) -> new RecoveringAdapter(emitter, 5, RecoveryConfig.standard(), new ManualTimers()));

    private String offsetSeen = "";

    @AfterEach
    void stop() throws InterruptedException {
        callbacks.shutdownNow();
        threads.shutdownNow();
        assertThat(callbacks.awaitTermination(10, SECONDS)).isTrue();
        assertThat(threads.awaitTermination(10, SECONDS)).isTrue();
    }

    @Test
    void missesNothingAndGetsNothingTwiceWhileOthersSend() throws Exception {
        fixture.main.onConnection(socket -> {
            if (!socket.recovered()) {
                socket.join("red");
            }
        });
        Peer peer = fixture.peer();
        peer.say("0");
        String pid = pid(peer);
        soon().until(() -> fixture.lastSocket().rooms().contains("red"));

        CountDownLatch started = new CountDownLatch(1);
        Future<?> one = threads.submit(() -> send(started, 0));
        Future<?> other = threads.submit(() -> send(started, EVENTS));
        started.countDown();
        List<Integer> got = new ArrayList<>();
        while (!one.isDone() || !other.isDone()) {
            peer.drop(CloseReason.TRANSPORT_CLOSE);
            peer = comeBack(pid, peer, got);
        }
        one.get();
        other.get();
        peer.drop(CloseReason.TRANSPORT_CLOSE);
        peer = comeBack(pid, peer, got);
        hear(peer, got);

        List<Integer> all = IntStream.range(0, 2 * EVENTS).boxed().toList();
        assertThat(got).containsExactlyInAnyOrderElementsOf(all);
        assertThat(got.stream().filter(number -> number < EVENTS)).isSorted();
        assertThat(got.stream().filter(number -> number >= EVENTS)).isSorted();
    }

    @Test
    void reachesEverySocketInTheOrderOfTheOffsets() throws Exception {
        Peer a = joined();
        Peer b = joined();
        CountDownLatch started = new CountDownLatch(1);
        Future<?> one = threads.submit(() -> sendToAll(started));
        Future<?> other = threads.submit(() -> sendToAll(started));
        started.countDown();
        one.get();
        other.get();
        List<String> offsets = offsets(a);
        assertThat(offsets).hasSize(2 * EVENTS).isSorted();
        assertThat(offsets(b)).isEqualTo(offsets);
    }

    @Test
    void givesASessionToOneAtATime() throws Exception {
        for (int round = 0; round < 50; round++) {
            Visit visit = visit();
            visit.peer().drop(CloseReason.TRANSPORT_CLOSE);
            awaitNobody();
            fixture.sockets.clear();

            List<Peer> peers = List.of(fixture.peer(), fixture.peer(), fixture.peer());
            CyclicBarrier start = new CyclicBarrier(peers.size());
            List<Callable<Void>> calls = new ArrayList<>();
            peers.forEach(peer -> calls.add(() -> {
                start.await();
                peer.say(visit.comeBack());
                return null;
            }));
            for (Future<Void> done : threads.invokeAll(calls)) {
                done.get();
            }
            soon().until(() -> peers.stream()
                    .allMatch(peer ->
                            peer.isClosed() || !peer.transport().messages().isEmpty()));
            // One that comes a moment later takes the session over from the first: never two have it at a time.
            assertThat(peers.stream()
                            .filter(peer -> !peer.isClosed())
                            .filter(peer -> peer.take().toString().contains(visit.pid())))
                    .hasSizeLessThan(2);
            assertThat(fixture.main.sockets()).extracting(Socket::id).doesNotHaveDuplicates();
            peers.forEach(peer -> peer.drop(CloseReason.TRANSPORT_CLOSE));
            awaitNobody();
        }
    }

    @Test
    void losesARoomForGoodWhereverItIsOnItsWay() throws Exception {
        for (int round = 0; round < 100; round++) {
            Visit visit = visit();
            visit.socket().join("red");
            String sid = visit.socket().id();
            Peer next = fixture.peer();
            CyclicBarrier start = new CyclicBarrier(2);
            Future<?> leave = threads.submit(() -> {
                start.await();
                fixture.main.in(sid).socketsLeave("red");
                fixture.main.to("red").emit("secret");
                return null;
            });
            start.await();
            visit.peer().drop(CloseReason.TRANSPORT_CLOSE);
            next.say(visit.comeBack());
            leave.get();
            soon().until(() ->
                    fixture.sockets.size() == 2 && fixture.lastSocket().isConnected());
            assertThat(fixture.lastSocket().rooms()).doesNotContain("red");
            assertThat(next.take()).noneMatch(message -> message.contains("secret"));
            next.drop(CloseReason.TRANSPORT_CLOSE);
            awaitNobody();
        }
    }

    @Test
    void staysOutIfDisconnectedWhereverItIsOnItsWay() throws Exception {
        for (int round = 0; round < 100; round++) {
            Visit visit = visit();
            CyclicBarrier start = new CyclicBarrier(2);
            Future<?> out = threads.submit(() -> {
                start.await();
                visit.socket().disconnect(true);
                return null;
            });
            start.await();
            visit.peer().drop(CloseReason.TRANSPORT_CLOSE);
            out.get();
            awaitNobody();
            Peer next = fixture.peer();
            next.say(visit.comeBack());
            soon().until(() -> fixture.sockets.size() == 2);
            assertThat(fixture.lastSocket().recovery()).isEqualTo(RecoveryOutcome.UNKNOWN);
            next.drop(CloseReason.TRANSPORT_CLOSE);
            awaitNobody();
        }
    }

    /** A client that is in. */
    private record Visit(Peer peer, Socket socket, String pid) {

        String comeBack() {
            return "0{\"pid\":\"" + pid + "\"}";
        }
    }

    /** The only one whose socket is in the fixture's list. */
    private Visit visit() {
        fixture.sockets.clear();
        Peer peer = fixture.peer();
        peer.say("0");
        String pid = pid(peer);
        soon().until(() -> fixture.sockets.size() == 1);
        return new Visit(peer, fixture.lastSocket(), pid);
    }

    private void awaitNobody() {
        soon().until(() -> fixture.server.clientCount() == 0);
    }

    private Peer joined() {
        Peer peer = fixture.peer();
        int before = fixture.sockets.size();
        peer.say("0");
        soon().until(() ->
                fixture.sockets.size() > before && fixture.lastSocket().isConnected());
        return peer;
    }

    private Void send(CountDownLatch started, int from) throws InterruptedException {
        started.await();
        for (int i = 0; i < EVENTS; i++) {
            fixture.main.to("red").emit("n", from + i);
            Thread.yield();
        }
        return null;
    }

    private Void sendToAll(CountDownLatch started) throws InterruptedException {
        started.await();
        for (int i = 0; i < EVENTS; i++) {
            fixture.main.emit("n", i);
        }
        return null;
    }

    /** Comes back with the offset of the last event that the peer got. */
    private Peer comeBack(String pid, Peer lost, List<Integer> got) {
        String offset = hear(lost, got);
        offsetSeen = offset.isEmpty() ? offsetSeen : offset;
        Peer peer = fixture.peer();
        String more = offsetSeen.isEmpty() ? "" : ",\"offset\":\"" + offsetSeen + "\"";
        int before = fixture.sockets.size();
        peer.say("0{\"pid\":\"" + pid + "\"" + more + "}");
        soon().until(() ->
                fixture.sockets.size() > before && fixture.lastSocket().isConnected());
        assertThat(fixture.lastSocket().recovery()).isEqualTo(RecoveryOutcome.RECOVERED);
        // The answer follows what was missed: all of that has come now.
        soon().until(() -> peer.transport().messages().stream().anyMatch(message -> message.startsWith("0{")));
        return peer;
    }

    private static String hear(Peer peer, List<Integer> got) {
        String offset = "";
        for (String message : peer.take()) {
            Matcher number = NUMBER.matcher(message);
            if (number.matches()) {
                got.add(Integer.parseInt(number.group(1)));
                offset = number.group(2);
            }
        }
        return offset;
    }

    /** Long enough to be compared as numbers are. */
    private static List<String> offsets(Peer peer) {
        return peer.take().stream()
                .map(NUMBER::matcher)
                .filter(Matcher::matches)
                .map(number -> "0".repeat(12 - number.group(2).length())
                        + number.group(2).substring(4))
                .toList();
    }

    private static String pid(Peer peer) {
        List<String> heard = new ArrayList<>();
        soon().until(() -> {
            heard.addAll(peer.take());
            return !heard.isEmpty();
        });
        Matcher pid = PID.matcher(heard.get(0));
        assertThat(pid.find()).isTrue();
        return pid.group(1);
    }

    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
    }
}
