package xyz.anipub.engineio.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Protocol section 1.9, with an interval of 1000 and a timeout of 1500 milliseconds. */
class HeartbeatIT {

    @Test
    void pingsAndLivesAsLongAsItIsAnsweredByPolling() {
        String sid = EngineClient.handshake();

        for (int i = 0; i < 3; i++) {
            assertThat(EngineClient.poll(sid).body()).isEqualTo("2");
            assertThat(EngineClient.post(sid, "3").body()).isEqualTo("ok");
        }
    }

    @Test
    void pingsAndLivesAsLongAsItIsAnsweredByWebSocket() {
        EngineSocket socket = EngineClient.webSocketSession();
        socket.next();

        for (int i = 0; i < 3; i++) {
            assertThat(socket.next()).isEqualTo("2");
            socket.send("3");
        }
        assertThat(socket.isClosed()).isFalse();
        socket.close();
    }

    @Test
    void expiresAPollingSessionThatNeverAnswers() {
        // A timer that a busy server runs late has not been there yet; then another try is made.
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(answerToAClientThatWasSilent().statusCode()).isEqualTo(400));
    }

    private static HttpResponse<String> answerToAClientThatWasSilent() {
        String sid = EngineClient.handshake();
        // The instant is what is tested: 1000 + 1500 ms after the handshake.
        waitUntil(System.nanoTime() + Duration.ofMillis(2_500).toNanos());
        return EngineClient.poll(sid);
    }

    @Test
    void closesAWebSocketThatDoesNotAnswer() {
        EngineSocket socket = EngineClient.webSocketSession();
        socket.next();
        assertThat(socket.next()).isEqualTo("2");

        assertThat(socket.closeCode()).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void answersThePollOfAnExpiringSessionWithAClose() {
        String sid = EngineClient.handshake();
        assertThat(EngineClient.poll(sid).body()).isEqualTo("2");

        assertThat(EngineClient.poll(sid).body()).isEqualTo("1");
    }

    private static void waitUntil(long instant) {
        for (long left = instant - System.nanoTime(); left > 0; left = instant - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
