package xyz.anipub.engineio.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static xyz.anipub.engineio.transport.EngineClient.SEPARATOR;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.TestServer;

/** Protocol sections 1.7 and 1.11. */
class CloseIT {

    @Test
    void endsAPollingSessionByItsClosePacket() {
        String sid = EngineClient.handshake();
        CompletableFuture<HttpResponse<String>> poll = EngineClient.pollLater(sid);

        HttpResponse<String> post = EngineClient.post(sid, "1");

        assertThat(post.statusCode()).isEqualTo(200);
        assertThat(post.body()).isEqualTo("ok");
        assertThat(poll.join().body()).isEqualTo("6");
        assertThat(EngineClient.poll(sid).statusCode()).isEqualTo(400);
    }

    @Test
    void dropsWhatFollowsAClosePacket() {
        String sid = EngineClient.handshake();

        assertThat(EngineClient.post(sid, "1" + SEPARATOR + "4late").body()).isEqualTo("ok");

        // The first may be the one that was on its way.
        assertThat(EngineClient.poll(sid).body()).doesNotContain("late");
        assertThat(EngineClient.poll(sid).statusCode()).isEqualTo(400);
    }

    @Test
    void endsAWebSocketSessionByItsClosePacket() {
        EngineSocket socket = EngineClient.webSocketSession();
        socket.next();

        socket.send("1");

        assertThat(socket.closeCode()).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void endsASessionWhenItsWebSocketCloses() {
        EngineSocket socket = EngineClient.webSocketSession();
        String sid = EngineClient.sidOf(socket.next());

        socket.close();

        Awaitility.await()
                .until(() -> EngineClient.get(EngineClient.polling(sid)).body().contains("\"code\":1"));
    }

    @Test
    void answersThePendingPollOfAClosedSessionWithAClose() {
        // A poll that the server meets after the close is answered as the next test says; then another try is made.
        await().untilAsserted(() -> assertThat(answerOfAPollThatWasClosed()).isEqualTo("1"));
    }

    private static String answerOfAPollThatWasClosed() {
        String sid = EngineClient.handshake();
        CompletableFuture<HttpResponse<String>> poll = EngineClient.pollLater(sid);
        EngineClient.get("EIO=4");
        EngineClient.post(sid, "4please close");
        String answer = poll.join().body();
        assertThat(EngineClient.poll(sid).statusCode()).isEqualTo(400);
        return answer;
    }

    @Test
    void answersTheNextPollOfAClosedSessionWithNoopAndClose() {
        String sid = EngineClient.handshake();
        EngineClient.post(sid, "4please close");

        HttpResponse<String> poll = EngineClient.poll(sid);

        assertThat(poll.statusCode()).isEqualTo(200);
        assertThat(poll.body()).isIn("6" + SEPARATOR + "1", "1");
        assertThat(EngineClient.poll(sid).statusCode()).isEqualTo(400);
    }

    @Test
    void flushesBeforeItClosesAWebSocket() {
        EngineSocket socket = EngineClient.webSocketSession();
        socket.next();
        socket.send("4one");
        socket.send("4two");
        socket.send("4please close");

        assertThat(socket.nextMessage()).isEqualTo("4one");
        assertThat(socket.nextMessage()).isEqualTo("4two");
        assertThat(socket.closeCode()).isEqualTo(TestServer.statusOfABareClose());
    }
}
