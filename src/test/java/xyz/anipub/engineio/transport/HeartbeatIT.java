package xyz.anipub.engineio.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Protocol section 1.9, with an interval of 300 and a timeout of 200 milliseconds. */
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
        String sid = EngineClient.handshake();
        // The instant is what is tested: 300 + 200 ms after the handshake.
        waitUntil(System.nanoTime() + Duration.ofMillis(500).toNanos());

        assertThat(EngineClient.poll(sid).statusCode()).isEqualTo(400);
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
