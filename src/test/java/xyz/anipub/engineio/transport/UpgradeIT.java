package xyz.anipub.engineio.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Protocol section 1.10. */
class UpgradeIT {

    @Test
    void upgradesAndAnswersThePendingPollByANoop() {
        String sid = EngineClient.handshake();
        EngineSocket socket = EngineClient.socket(webSocket(sid));
        CompletableFuture<HttpResponse<String>> poll = EngineClient.pollLater(sid);

        socket.send("2probe");
        assertThat(socket.next()).isEqualTo("3probe");
        assertThat(poll.join().body()).isEqualTo("6");
        socket.send("5");
        socket.send("4hello");

        assertThat(socket.nextMessage()).isEqualTo("4hello");
        socket.close();
    }

    /** One that closes as soon as it may must not take another one's place in the container. */
    @Test
    void answersEveryProbeWhileOthersCloseAtOnce() {
        CompletableFuture<?>[] clients = new CompletableFuture<?>[4];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = CompletableFuture.runAsync(() -> {
                for (int j = 0; j < 150; j++) {
                    EngineSocket socket = EngineClient.socket(webSocket(EngineClient.handshake()));
                    socket.send("2probe");
                    assertThat(socket.next()).isEqualTo("3probe");
                    socket.close();
                }
            });
        }

        assertThat(CompletableFuture.allOf(clients)).succeedsWithin(Duration.ofMinutes(2));
    }

    @Test
    void answersEveryPollDuringTheUpgradeSoonButNotAtOnce() {
        String sid = EngineClient.handshake();
        EngineSocket socket = EngineClient.socket(webSocket(sid));
        socket.send("2probe");
        assertThat(socket.next()).isEqualTo("3probe");

        long start = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            assertThat(EngineClient.poll(sid).body()).isIn("6", "2");
            EngineClient.post(sid, "3");
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        assertThat(taken).isBetween(Duration.ofMillis(40), Duration.ofSeconds(2));
        socket.send("5");
        socket.send("4hello");
        assertThat(socket.nextMessage()).isEqualTo("4hello");
        socket.close();
    }

    @Test
    void refusesPollingAfterTheUpgrade() {
        String sid = EngineClient.handshake();
        EngineSocket socket = upgrade(sid);

        HttpResponse<String> response = EngineClient.poll(sid);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
        socket.close();
    }

    @Test
    void closesAnotherWebSocketAfterTheUpgradeAndKeepsTheSession() {
        String sid = EngineClient.handshake();
        EngineSocket socket = upgrade(sid);

        EngineSocket other = EngineClient.socket(webSocket(sid));

        assertThat(other.closeCode()).isGreaterThanOrEqualTo(1000);
        socket.send("4hello");
        assertThat(socket.nextMessage()).isEqualTo("4hello");
        socket.close();
    }

    @Test
    void closesAnotherWebSocketDuringTheUpgradeAndKeepsBoth() {
        String sid = EngineClient.handshake();
        EngineSocket socket = EngineClient.socket(webSocket(sid));
        socket.send("2probe");
        assertThat(socket.next()).isEqualTo("3probe");

        assertThat(EngineClient.socket(webSocket(sid)).closeCode()).isGreaterThanOrEqualTo(1000);

        socket.send("5");
        socket.send("4hello");
        assertThat(socket.nextMessage()).isEqualTo("4hello");
        socket.close();
    }

    @Test
    void refusesAWebSocketForASessionThatStartedOnOne() {
        EngineSocket socket = EngineClient.webSocketSession();
        String sid = EngineClient.sidOf(socket.next());

        assertThat(EngineClient.socket(webSocket(sid)).closeCode()).isGreaterThanOrEqualTo(1000);

        socket.send("4hello");
        assertThat(socket.nextMessage()).isEqualTo("4hello");
        socket.close();
    }

    @Test
    void keepsPollingWhenTheProbeSaysSomethingElse() {
        String sid = EngineClient.handshake();
        EngineSocket socket = EngineClient.socket(webSocket(sid));

        socket.send("4hello");

        assertThat(socket.closeCode()).isGreaterThanOrEqualTo(1000);
        EngineClient.post(sid, "4polled");
        assertThat(EngineClient.poll(sid).body()).isEqualTo("4polled");
    }

    @Test
    void keepsPollingWhenTheProbeIsAbandonedAndTakesAnother() {
        String sid = EngineClient.handshake();
        EngineSocket socket = EngineClient.socket(webSocket(sid));
        socket.send("2probe");
        assertThat(socket.next()).isEqualTo("3probe");
        socket.close();
        socket.closeCode();

        EngineClient.post(sid, "4polled");
        assertThat(EngineClient.poll(sid).body()).isEqualTo("4polled");
        EngineSocket second = upgrade(sid);
        second.send("4hello");
        assertThat(second.nextMessage()).isEqualTo("4hello");
        second.close();
    }

    @Test
    void deliversOverTheWebSocketWhatWasQueuedForAPoll() {
        String sid = EngineClient.handshake();
        EngineSocket socket = EngineClient.socket(webSocket(sid));
        socket.send("2probe");
        assertThat(socket.next()).isEqualTo("3probe");
        EngineClient.post(sid, "4queued");
        socket.send("5");
        socket.send("4hello");

        assertThat(socket.nextMessage()).isEqualTo("4queued");
        assertThat(socket.nextMessage()).isEqualTo("4hello");
        socket.close();
    }

    @Test
    void keepsTheHeartbeatAfterTheUpgrade() {
        EngineSocket socket = upgrade(EngineClient.handshake());

        for (int i = 0; i < 3; i++) {
            assertThat(socket.next()).isEqualTo("2");
            socket.send("3");
        }
        socket.close();
    }

    @Test
    void closesTheProbingWebSocketOfASessionThatEnds() {
        String sid = EngineClient.handshake();
        EngineSocket socket = EngineClient.socket(webSocket(sid));
        socket.send("2probe");
        assertThat(socket.next()).isEqualTo("3probe");

        EngineClient.post(sid, "1");

        assertThat(socket.closeCode()).isGreaterThanOrEqualTo(1000);
    }

    private static EngineSocket upgrade(String sid) {
        EngineSocket socket = EngineClient.socket(webSocket(sid));
        socket.send("2probe");
        assertThat(socket.next()).isEqualTo("3probe");
        socket.send("5");
        // The echo tells that the upgrade has been read.
        socket.send("4upgraded");
        assertThat(socket.nextMessage()).isEqualTo("4upgraded");
        return socket;
    }

    private static String webSocket(String sid) {
        return "EIO=4&transport=websocket&sid=" + sid;
    }
}
