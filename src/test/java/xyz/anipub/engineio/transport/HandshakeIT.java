package xyz.anipub.engineio.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.TestServer;

/** Protocol sections 1.1 to 1.3 and 8. */
class HandshakeIT {

    @Test
    void opensASessionByPolling() {
        HttpResponse<String> response = EngineClient.get("EIO=4&transport=polling");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .matches("0\\{\"sid\":\"[A-Za-z0-9_-]{20}\",\"upgrades\":\\[\"websocket\"],"
                        + "\"pingInterval\":1000,\"pingTimeout\":1500,\"maxPayload\":1000000}");
        assertThat(response.headers().firstValue("Content-Type"))
                .contains(TestServer.container().contentType("text/plain; charset=UTF-8"));
        assertThat(response.headers().firstValue("Content-Length"))
                .contains(String.valueOf(response.body().length()));
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void writesNoScriptWhereItIsNotAllowedTo() {
        HttpResponse<String> answer = EngineClient.get("EIO=4&transport=polling&j=0");

        assertThat(answer.body()).startsWith("0{");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    }

    @Test
    void opensASessionByWebSocket() {
        EngineSocket socket = EngineClient.webSocketSession();

        assertThat(socket.next())
                .matches("0\\{\"sid\":\"[A-Za-z0-9_-]{20}\",\"upgrades\":\\[],"
                        + "\"pingInterval\":1000,\"pingTimeout\":1500,\"maxPayload\":1000000}");
        socket.close();
    }

    @ParameterizedTest
    @CsvSource({
        "EIO=4, 0, Transport unknown",
        "EIO=4&transport=abc, 0, Transport unknown",
        "EIO=4&transport=constructor, 0, Transport unknown",
        "EIO=4&transport=__proto__, 0, Transport unknown",
        "EIO=4&transport=webtransport, 0, Transport unknown",
        "EIO=4&transport=polling&sid=unknown, 1, Session ID unknown",
        "EIO=4&transport=websocket, 3, Bad request",
        "transport=polling, 5, Unsupported protocol version",
        "EIO=3&transport=polling, 5, Unsupported protocol version",
        "EIO=abc&transport=polling, 5, Unsupported protocol version",
    })
    void refusesByTheTable(String query, int code, String message) {
        HttpResponse<String> response = EngineClient.get(query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("{\"code\":" + code + ",\"message\":\"" + message + "\"}");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "OPTIONS", "DELETE"})
    void refusesAHandshakeByAnotherMethod(String method) {
        HttpResponse<String> response = EngineClient.send(
                EngineClient.request("EIO=4&transport=polling").method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("{\"code\":2,\"message\":\"Bad handshake method\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "OPTIONS", "DELETE", "HEAD", "PATCH", "PROPFIND"})
    void refusesAnotherMethodOnASession(String method) {
        String sid = EngineClient.handshake();

        HttpResponse<String> response = EngineClient.send(
                EngineClient.request(EngineClient.polling(sid)).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("GET, POST");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void takesEverythingBelowThePath() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(EchoServer.base().resolve("default/?EIO=4&transport=polling"));

        assertThat(EngineClient.send(request).body()).startsWith("0{");
    }

    @Test
    void answersWithoutTheLastSlash() {
        String base = EchoServer.base().toString();
        URI uri = URI.create(base.substring(0, base.length() - 1) + "?EIO=4&transport=polling");

        assertThat(EngineClient.send(HttpRequest.newBuilder(uri)).body()).startsWith("0{");
    }

    @Test
    void keepsTheRequestOfAPollingHandshake() {
        HttpResponse<String> open = EngineClient.send(
                EngineClient.request("EIO=4&transport=polling&token=a%20b").header("X-Test", "polled"));
        String sid = EngineClient.sidOf(open.body());

        EngineClient.post(sid, "4please tell");

        assertThat(EngineClient.poll(sid).body())
                .isEqualTo("4/engine/socket.io/?EIO=4&transport=polling&token=a%20b polled 127.0.0.1");
    }

    @Test
    void keepsTheRequestOfAWebSocketHandshake() {
        EngineSocket socket = EngineClient.socket("EIO=4&transport=websocket&token=a");
        socket.next();

        socket.send("4please tell");

        assertThat(socket.nextMessage())
                .isEqualTo("4/engine/socket.io/?EIO=4&transport=websocket&token=a yes 127.0.0.1");
        socket.close();
    }

    @ParameterizedTest
    @CsvSource({"&badge=Ann, Ann", "'', nobody"})
    void keepsWhoIsSaidToBeCalling(String badge, String name) {
        String sid = EngineClient.sidOf(
                EngineClient.get("EIO=4&transport=polling" + badge).body());
        EngineClient.post(sid, "4please name me");
        assertThat(EngineClient.poll(sid).body()).isEqualTo("4" + name);

        EngineSocket socket = EngineClient.socket("EIO=4&transport=websocket" + badge);
        socket.next();
        socket.send("4please name me");
        assertThat(socket.nextMessage()).isEqualTo("4" + name);
        socket.close();
    }

    @Test
    void servesTheClientWithItsVersionAsTag() {
        HttpRequest.Builder request = HttpRequest.newBuilder(EchoServer.base().resolve("socket.io.js?v=1"));

        HttpResponse<String> response = EngineClient.send(request);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("'€'");
        assertThat(response.headers().firstValue("Content-Type"))
                .contains(TestServer.container().contentType("application/javascript; charset=utf-8"));
        assertThat(response.headers().firstValue("Cache-Control")).contains("public, max-age=0");
        assertThat(response.headers().firstValue("ETag")).contains("\"4.8.3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"4.8.3\"", "W/\"4.8.3\""})
    void answersAClientThatHasTheFileWith304(String tag) {
        HttpRequest.Builder request = HttpRequest.newBuilder(EchoServer.base().resolve("socket.io.min.js.map"));

        HttpResponse<String> response = EngineClient.send(request.header("If-None-Match", tag));

        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void servesNoOtherFile() {
        HttpRequest.Builder request = HttpRequest.newBuilder(EchoServer.base().resolve("other.js"));

        assertThat(EngineClient.send(request).body()).isEqualTo("{\"code\":0,\"message\":\"Transport unknown\"}");
    }
}
