package xyz.anipub.engineio.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static xyz.anipub.engineio.transport.EngineClient.SEPARATOR;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol sections 1.5 to 1.7. */
class PollingIT {

    private static final String UNKNOWN_SID = "{\"code\":1,\"message\":\"Session ID unknown\"}";

    @Test
    void echoesAText() {
        String sid = EngineClient.handshake();

        HttpResponse<String> response = EngineClient.post(sid, "4héllo€😀");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("ok");
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        HttpResponse<String> poll = EngineClient.poll(sid);
        assertThat(poll.body()).isEqualTo("4héllo€😀");
        assertThat(poll.headers().firstValue("Content-Length")).contains("14");
    }

    @Test
    void echoesAPayloadOfTextAndBinary() {
        String sid = EngineClient.handshake();
        EngineClient.post(sid, "4hello" + SEPARATOR + "bAQIDBA==" + SEPARATOR + "4bye");

        List<String> packets = new ArrayList<>();
        while (packets.size() < 3) {
            Collections.addAll(packets, EngineClient.poll(sid).body().split(SEPARATOR));
        }

        assertThat(packets).containsExactly("4hello", "bAQIDBA==", "4bye");
    }

    @Test
    void answersAPendingPollWhenThereIsAMessage() {
        String sid = EngineClient.handshake();
        CompletableFuture<HttpResponse<String>> poll = EngineClient.pollLater(sid);

        EngineClient.post(sid, "4hello");

        assertThat(poll.join().body()).isEqualTo("4hello");
    }

    @Test
    void answersWithAPayloadLargerThanAnyBuffer() {
        String sid = EngineClient.handshake();
        String large = "4" + "x".repeat(999_999);

        assertThat(EngineClient.post(sid, large).statusCode()).isEqualTo(200);

        assertThat(EngineClient.poll(sid).body()).isEqualTo(large);
    }

    @Test
    void closesTheSessionOnASecondPoll() {
        String sid = EngineClient.handshake();
        CompletableFuture<HttpResponse<String>> first = EngineClient.pollLater(sid);
        CompletableFuture<HttpResponse<String>> second = EngineClient.pollLater(sid);

        List<String> answers = List.of(
                first.join().statusCode() + first.join().body(),
                second.join().statusCode() + second.join().body());

        assertThat(answers).containsExactlyInAnyOrder("2001", "400");
        assertThat(EngineClient.poll(sid).body()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void closesTheSessionWhoseClientAbandonedAPoll() {
        // A busy server may take the next poll before the one that is abandoned; then another try is made.
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            String sid = EngineClient.handshake();
            try (Socket socket = rawRequest("GET", sid, "")) {
                socket.getOutputStream().flush();
                awaitArrival();
            }

            HttpResponse<String> response = EngineClient.poll(sid);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(EngineClient.poll(sid).body()).isEqualTo(UNKNOWN_SID);
        });
    }

    @Test
    void closesTheSessionOnASecondPost() throws Exception {
        String sid = EngineClient.handshake();
        try (Socket socket = rawRequest("POST", sid, "Content-Length: 10\r\n")) {
            socket.getOutputStream().write("4he".getBytes(StandardCharsets.UTF_8));
            awaitArrival();

            // One that a busy server takes before the first has begun is no second one.
            await().until(() -> EngineClient.post(sid, "4second").statusCode() == 400);
            assertThat(EngineClient.poll(sid).body()).isEqualTo(UNKNOWN_SID);
        }
    }

    @Test
    void closesTheSessionWhoseClientAbandonedAPost() {
        // A busy server may take the poll before it sees that the POST is abandoned; then another try is made.
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            String sid = EngineClient.handshake();
            try (Socket socket = rawRequest("POST", sid, "Content-Length: 10\r\n")) {
                socket.getOutputStream().write("4he".getBytes(StandardCharsets.UTF_8));
                awaitArrival();
            }
            awaitArrival();

            assertThat(EngineClient.poll(sid).body()).isEqualTo(UNKNOWN_SID);
        });
    }

    @Test
    void readsAChunkedBody() throws Exception {
        String sid = EngineClient.handshake();
        try (Socket socket = rawRequest("POST", sid, "Transfer-Encoding: chunked\r\n")) {
            OutputStream out = socket.getOutputStream();
            out.write("3\r\n4he\r\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            out.write("3\r\nllo\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(firstLine(socket.getInputStream())).startsWith("HTTP/1.1 200");
        }

        assertThat(EngineClient.poll(sid).body()).isEqualTo("4hello");
    }

    @Test
    void refusesABinaryBody() {
        String sid = EngineClient.handshake();

        HttpResponse<String> response = EngineClient.send(EngineClient.request(EngineClient.polling(sid))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(new byte[] {1, 2})));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(EngineClient.poll(sid).body()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void refusesABodyBeyondTheLimitAndKeepsTheSession() {
        String sid = EngineClient.handshake();

        HttpResponse<String> response = EngineClient.post(sid, "4" + "x".repeat(1_000_000));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).isEmpty();
        EngineClient.post(sid, "4still here");
        assertThat(EngineClient.poll(sid).body()).isEqualTo("4still here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "7", "4hello\u001e", "b=", "\u001e4hello"})
    void closesTheSessionOnAMalformedBody(String body) {
        String sid = EngineClient.handshake();

        assertThat(EngineClient.post(sid, body).statusCode()).isEqualTo(400);

        assertThat(EngineClient.poll(sid).body()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void closesTheSessionOnABodyThatIsNotUtf8() {
        String sid = EngineClient.handshake();

        HttpResponse<String> response = EngineClient.send(EngineClient.request(EngineClient.polling(sid))
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(BodyPublishers.ofByteArray(new byte[] {'4', (byte) 0xc3, '('})));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(EngineClient.poll(sid).body()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void readsABodyThatLooksLikeAForm() {
        String sid = EngineClient.handshake();

        EngineClient.send(EngineClient.request(EngineClient.polling(sid))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("4a=b")));

        assertThat(EngineClient.poll(sid).body()).isEqualTo("4a=b");
    }

    @Test
    void closesTheSessionWhosePostDoesNotEnd() throws Exception {
        String sid = EngineClient.handshake();
        EngineClient.post(sid, "3");
        try (Socket socket = rawRequest("POST", sid, "Content-Length: 10\r\n")) {
            socket.getOutputStream().write("4he".getBytes(StandardCharsets.UTF_8));

            assertThat(firstLine(socket.getInputStream())).matches("HTTP/1.1 (400|408).*");
        }
    }

    private static Socket rawRequest(String method, String sid, String headers) throws Exception {
        Socket socket =
                new Socket(EchoServer.base().getHost(), EchoServer.base().getPort());
        socket.setSoTimeout(20_000);
        String request = method + " " + EchoServer.base().getPath() + "?" + EngineClient.polling(sid)
                + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String firstLine(InputStream in) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c > 0 && c != '\r'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /** A request on another connection, after which the one before has been read. */
    private static void awaitArrival() {
        for (int i = 0; i < 5; i++) {
            EngineClient.get("EIO=4");
        }
    }
}
