package xyz.anipub.engineio.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.ProtocolServer;
import xyz.anipub.testing.TestServer;

/** Engine.IO v3, where it is allowed: protocol sections 2.1 to 2.3. */
class OlderEngineIT {

    private static final String UNKNOWN_SID = "{\"code\":1,\"message\":\"Session ID unknown\"}";

    private static final class Warm {
        private static final URI BASE = warmUp(ProtocolServer.olderEngine());
    }

    private static URI warmUp(URI base) {
        for (int i = 0; i < 5; i++) {
            String sid = sidOf(get(base, "EIO=3&transport=polling"));
            post(base, sid, "5:4warm");
            get(base, polling(sid));
        }
        return base;
    }

    private static URI base() {
        return Warm.BASE;
    }

    private static String handshake(String more) {
        return sidOf(get(base(), "EIO=3&transport=polling" + more));
    }

    private static String handshake() {
        return handshake("&b64=1");
    }

    private static String polling(String sid) {
        return "EIO=3&transport=polling&sid=" + sid;
    }

    private static HttpResponse<String> get(URI base, String query) {
        return EngineClient.send(EngineClient.request(base, query).GET());
    }

    private static HttpResponse<String> poll(String sid) {
        return get(base(), polling(sid));
    }

    private static HttpResponse<String> post(URI base, String sid, String body) {
        return EngineClient.send(EngineClient.request(base, polling(sid))
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> postBytes(String sid, String type, String hex) {
        return EngineClient.send(EngineClient.request(base(), polling(sid))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(HexFormat.of().parseHex(hex))));
    }

    private static String sidOf(HttpResponse<String> handshake) {
        assertThat(handshake.statusCode()).as(handshake.body()).isEqualTo(200);
        String[] parts = handshake.body().split(":", 2);
        assertThat(parts[1]).hasSize(Integer.parseInt(parts[0]));
        return EngineClient.sidOf(parts[1]);
    }

    @Test
    void opensASessionWithACountedPacket() {
        HttpResponse<String> response = get(base(), "EIO=3&transport=polling");

        sidOf(response);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(response.body())
                .endsWith("\"upgrades\":[\"websocket\"],\"pingInterval\":1000,\"pingTimeout\":1500,"
                        + "\"maxPayload\":1000000}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transport=polling", "EIO=2&transport=polling", "EIO=&transport=polling"})
    void takesWhateverIsNot4ForRevision3(String query) {
        sidOf(get(base(), query));
    }

    @Test
    void speaksRevision4WithClientsOfToday() {
        assertThat(get(base(), "EIO=4&transport=polling").body()).startsWith("0{");
    }

    @ParameterizedTest
    @CsvSource({
        "EIO=3,                           GET,  400, 0",
        "EIO=3&transport=abc,             GET,  400, 0",
        "EIO=3&transport=polling,         POST, 400, 2",
        "EIO=3&transport=polling,         PUT,  400, 2",
        "EIO=3&transport=websocket,       GET,  400, 3",
        "EIO=3&transport=polling&sid=abc, GET,  400, 1",
    })
    void refusesByTheTableOfRevision4(String query, String method, int status, int code) {
        HttpResponse<String> response =
                EngineClient.send(EngineClient.request(base(), query).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).startsWith("{\"code\":" + code + ",");
    }

    @Test
    void isRefusedWhereItIsNotAllowed() {
        HttpResponse<String> response = get(EchoServer.base(), "EIO=3&transport=polling");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("{\"code\":5,\"message\":\"Unsupported protocol version\"}");
        assertThatThrownBy(() -> EngineClient.socket("EIO=3&transport=websocket"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6:4hello", "4:4😀€", "1:4", "8:41:2:3:4"})
    void echoesAText(String payload) {
        String sid = handshake();

        assertThat(post(base(), sid, payload).body()).isEqualTo("ok");

        assertThat(poll(sid).body()).isEqualTo(payload);
    }

    @Test
    void echoesSeveralPacketsInOrder() {
        String sid = handshake();

        assertThat(post(base(), sid, "6:4test16:4test26:4test3").body()).isEqualTo("ok");

        StringBuilder heard = new StringBuilder();
        while (heard.length() < 24) {
            heard.append(poll(sid).body());
        }
        assertThat(heard).hasToString("6:4test16:4test26:4test3");
    }

    @Test
    void echoesBytesInBase64ToAClientThatTakesNoBytes() {
        String sid = handshake();
        post(base(), sid, "10:b4AQIDBA==");

        HttpResponse<String> poll = poll(sid);

        assertThat(poll.body()).isEqualTo("10:b4AQIDBA==");
        assertThat(poll.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    }

    @Test
    void echoesBytesAsBytes() throws Exception {
        String sid = handshake("");
        assertThat(postBytes(sid, "application/octet-stream", "0105ff0401020304")
                        .body())
                .isEqualTo("ok");

        HttpResponse<byte[]> poll = EngineClient.bytes(base(), polling(sid));

        assertThat(HexFormat.of().formatHex(poll.body())).isEqualTo("0105ff0401020304");
        assertThat(poll.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(poll.headers().firstValue("Content-Length")).contains("8");
        assertThat(poll.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void takesTextAndBinaryPayloadsFromAnyClient() {
        String sid = handshake();
        postBytes(sid, "application/octet-stream; x=y", "0004ff34e282ac");
        assertThat(poll(sid).body()).isEqualTo("2:4€");

        postBytes(sid, "text/plain", "323a3461");
        assertThat(poll(sid).body()).isEqualTo("2:4a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "5:4hello!", "9:4hello", "1:7", ":", "4hello"})
    void closesTheSessionOnAMalformedText(String body) {
        String sid = handshake();

        assertThat(post(base(), sid, body).statusCode()).isEqualTo(400);

        assertThat(poll(sid).body()).isEqualTo(UNKNOWN_SID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "02", "0009ff34", "363a3468656c6c6f", "01ff04"})
    void closesTheSessionOnMalformedBytes(String hex) {
        String sid = handshake();

        assertThat(postBytes(sid, "application/octet-stream", hex).statusCode()).isEqualTo(400);

        assertThat(poll(sid).body()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void closesTheSessionOnASecondPoll() {
        String sid = handshake();
        CompletableFuture<HttpResponse<String>> first = CompletableFuture.supplyAsync(() -> poll(sid));
        HttpResponse<String> second = poll(sid);

        assertThat(List.of(first.join().statusCode() + first.join().body(), second.statusCode() + second.body()))
                .containsExactlyInAnyOrder("2001:1", "400");
        assertThat(poll(sid).body()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void answersThePendingPollOfAClosePacketWithANoop() {
        String sid = handshake();
        CompletableFuture<HttpResponse<String>> pending = EngineClient.later(base(), polling(sid));

        assertThat(post(base(), sid, "1:1").body()).isEqualTo("ok");

        assertThat(pending.join().body()).isEqualTo("1:6");
        assertThat(poll(sid).body()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void closesGracefullyWithANoopAndAClose() {
        String sid = handshake();

        post(base(), sid, "13:4please close");

        assertThat(poll(sid).body()).isIn("1:61:1", "1:1");
        assertThat(poll(sid).body()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void answersPingsAndIsNeverPinged() {
        String sid = handshake();
        for (int i = 0; i < 5; i++) {
            post(base(), sid, "1:2");
            assertThat(poll(sid).body()).isEqualTo("1:3");
        }
    }

    @Test
    void closesTheSessionThatDoesNotPing() {
        EngineSocket socket = EngineClient.socket(base(), "EIO=3&transport=websocket");
        socket.next();
        long opened = System.nanoTime();

        assertThat(socket.closeCode()).isPositive();

        assertThat(System.nanoTime() - opened).isGreaterThan(2_000_000_000L);
    }

    @Test
    void closesTheSessionOnAPong() {
        String sid = handshake();

        post(base(), sid, "1:3");

        assertThat(poll(sid).body()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void echoesOnAWebSocket() {
        EngineSocket socket = EngineClient.socket(base(), "EIO=3&transport=websocket");
        assertThat(socket.next()).startsWith("0{").contains("\"upgrades\":[]");

        socket.send("4hello");
        assertThat(socket.next()).isEqualTo("4hello");
        socket.send(new byte[] {4, 1, 2, 3, 4});
        assertThat(socket.next()).isEqualTo("<0401020304>");
        socket.send("b4AQIDBA==");
        assertThat(socket.next()).isEqualTo("<0401020304>");
        socket.send("2");
        assertThat(socket.next()).isEqualTo("3");
        socket.close();
    }

    @Test
    void echoesBytesAsTextOnAWebSocketThatTakesNoBytes() {
        EngineSocket socket = EngineClient.socket(base(), "EIO=3&transport=websocket&b64=1");
        socket.next();

        socket.send("b4AQIDBA==");

        assertThat(socket.next()).isEqualTo("b4AQIDBA==");
        socket.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "7", "b", "b9AQ=="})
    void closesTheWebSocketOnAMalformedText(String message) {
        EngineSocket socket = EngineClient.socket(base(), "EIO=3&transport=websocket");
        socket.next();

        socket.send(message);

        assertThat(socket.closeCode()).isPositive();
    }

    @Test
    void closesTheWebSocketOnMalformedBytes() {
        EngineSocket socket = EngineClient.socket(base(), "EIO=3&transport=websocket");
        socket.next();

        socket.send(new byte[] {52, 1});

        assertThat(socket.closeCode()).isPositive();
    }

    @Test
    void upgradesAndKeepsTheOrderAndTheRevision() {
        String sid = handshake("");
        EngineSocket socket = EngineClient.socket(base(), "EIO=3&transport=websocket&sid=" + sid);
        CompletableFuture<HttpResponse<String>> pending = EngineClient.later(base(), polling(sid));

        socket.send("2probe");
        assertThat(socket.next()).isEqualTo("3probe");
        assertThat(pending.join().body()).isEqualTo("1:6");
        socket.send("5");
        socket.send(new byte[] {4, 7});
        assertThat(socket.next()).isEqualTo("<0407>");

        assertThat(poll(sid).statusCode()).isEqualTo(400);
        assertThat(EngineClient.socket(base(), "EIO=3&transport=websocket&sid=" + sid)
                        .closeCode())
                .isPositive();
        socket.send("4still here");
        assertThat(socket.next()).isEqualTo("4still here");
        socket.close();
    }

    @Test
    void keepsTheRevisionOfItsHandshakeWhateverLaterRequestsSay() {
        String sid = handshake();
        EngineClient.send(EngineClient.request(base(), "EIO=4&transport=polling&sid=" + sid)
                .POST(BodyPublishers.ofString("2:4a")));

        assertThat(get(base(), "transport=polling&sid=" + sid).body()).isEqualTo("2:4a");
    }

    @Test
    void speaksInScriptsAndHearsFormsFromPagesWithoutCors() {
        HttpResponse<String> opened = get(base(), "EIO=3&transport=polling&j=0");

        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.headers().firstValue("Content-Type"))
                .hasValue(TestServer.container().contentType("text/javascript; charset=UTF-8"));
        String script = opened.body();
        assertThat(script).startsWith("___eio[0](\"").endsWith("\");");
        String sid = EngineClient.sidOf(
                script.substring(script.indexOf('{') - 1, script.length() - 3).replace("\\\"", "\""));
        HttpResponse<String> posted = EngineClient.send(EngineClient.request(base(), polling(sid) + "&j=0")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("d=8%3A4a%22%E2%82%AC%5Cn%5C%5Cnb")));
        assertThat(posted.body()).isEqualTo("ok");

        assertThat(get(base(), polling(sid) + "&j=1").body()).isEqualTo("___eio[1](\"8:4a\\\"€\\n\\\\nb\");");
    }

    @Test
    void closesOnAFormWithoutAPayload() {
        String sid = handshake();

        HttpResponse<String> posted = EngineClient.send(EngineClient.request(base(), polling(sid) + "&j=0")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("6:4hello")));

        assertThat(posted.statusCode()).isEqualTo(400);
        assertThat(poll(sid).body()).isEqualTo(UNKNOWN_SID);
    }
}
