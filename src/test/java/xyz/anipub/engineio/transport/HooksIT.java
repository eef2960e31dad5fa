package xyz.anipub.engineio.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.ProtocolServer;
import xyz.anipub.testing.RawUpgrade;

/** The application's say in handshakes: protocol sections 1.2, 1.3 and 1.12, against {@link OpenApplication} and {@link VetoApplication}. */
class HooksIT {

    private static final URI OPEN = ProtocolServer.open();
    private static final URI VETO = ProtocolServer.veto();
    private static final String POLLING = "EIO=4&transport=polling";
    private static final String WEB_SOCKET = "EIO=4&transport=websocket";

    private static HttpResponse<String> get(URI base, String query) {
        return EngineClient.send(EngineClient.request(base, query));
    }

    private static URI address(URI base, String query) {
        return URI.create(base + "?" + query);
    }

    @Test
    void setsTheCookieAndHeadersOnAPollingHandshake() {
        HttpResponse<String> answer = get(OPEN, POLLING);
        String sid = answer.body().substring(9, 29);

        assertThat(answer.headers().firstValue("Set-Cookie"))
                .contains("io=" + sid + "; Path=/; HttpOnly; SameSite=Lax");
        assertThat(answer.headers().firstValue("X-Initial")).contains("yes");
        assertThat(answer.headers().firstValue("X-Every")).contains("yes");
        assertThat(answer.body()).endsWith("}\u001e4welcome");
    }

    @Test
    void setsNoCookieOnLaterAnswers() {
        String sid = get(OPEN, POLLING).body().substring(9, 29);

        HttpResponse<String> posted = EngineClient.post(OPEN, sid, "4x");
        HttpResponse<String> polled = EngineClient.poll(OPEN, sid);

        assertThat(posted.headers().firstValue("X-Every")).contains("yes");
        assertThat(polled.headers().firstValue("X-Every")).contains("yes");
        assertThat(polled.headers().map()).doesNotContainKeys("set-cookie", "x-initial");
        assertThat(posted.headers().map()).doesNotContainKeys("set-cookie", "x-initial");
    }

    @Test
    void setsTheCookieAndHeadersOnAWebSocketHandshake() {
        RawUpgrade exchange = RawUpgrade.ask(address(OPEN, WEB_SOCKET));

        assertThat(exchange.status()).isEqualTo(101);
        assertThat(exchange.header("Set-Cookie")).hasValueSatisfying(cookie -> assertThat(cookie)
                .matches("io=[A-Za-z0-9_-]{20}; Path=/; HttpOnly; SameSite=Lax"));
        assertThat(exchange.header("X-Initial")).contains("yes");
        assertThat(exchange.header("X-Every")).contains("yes");
    }

    @Test
    void greetsOnAWebSocket() {
        EngineSocket socket = EngineClient.socket(OPEN, WEB_SOCKET);

        assertThat(socket.next()).startsWith("0{");
        assertThat(socket.next()).isEqualTo("4welcome");
        socket.close();
    }

    @Test
    void refusesWhereTheHookForHeadersFails() {
        assertThat(get(OPEN, POLLING + "&hook=fail").body()).isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
        RawUpgrade exchange = RawUpgrade.ask(address(OPEN, WEB_SOCKET + "&hook=fail"));
        assertThat(exchange.status()).isEqualTo(400);
        assertThat(exchange.body()).isEqualTo("Bad request");
    }

    @Test
    void admitsAfterTheVerdict() {
        String sid = EngineClient.sidOf(get(VETO, POLLING).body());
        assertThat(EngineClient.post(VETO, sid, "4none of these").body()).isEqualTo("ok");
        assertThat(EngineClient.poll(VETO, sid).body()).isEqualTo("4");

        EngineSocket socket = EngineClient.socket(VETO, WEB_SOCKET);
        assertThat(socket.next()).startsWith("0{");
        socket.send("4none of these");
        assertThat(socket.nextMessage()).isEqualTo("4");
        socket.close();
    }

    @Test
    void asksForAVerdictOfHandshakesAlone() {
        String sid = EngineClient.sidOf(get(VETO, POLLING).body());
        HttpResponse<String> posted =
                EngineClient.send(EngineClient.request(VETO, EngineClient.polling(sid) + "&veto=yes")
                        .POST(BodyPublishers.ofString("4none of these")));

        assertThat(posted.body()).isEqualTo("ok");
        assertThat(get(VETO, EngineClient.polling(sid) + "&veto=yes").body()).isEqualTo("4");
    }

    @Test
    void refusesByVetoWith403() {
        HttpResponse<String> answer = get(VETO, POLLING + "&veto=yes");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"code\":4,\"message\":\"not today\"}");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void closesAWebSocketByVeto() {
        assertThat(EngineClient.socket(VETO, WEB_SOCKET + "&veto=yes").closeCode())
                .isEqualTo(1008);
    }

    @Test
    void refusesWhenNoVerdictComes() {
        assertThat(get(VETO, POLLING + "&veto=silent").body()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
        assertThat(EngineClient.socket(VETO, WEB_SOCKET + "&veto=silent").closeCode())
                .isEqualTo(1008);
    }

    @Test
    void checksTheRevisionAfterTheVeto() {
        assertThat(get(VETO, "EIO=3&transport=polling&veto=yes").statusCode()).isEqualTo(403);
        assertThat(get(VETO, "EIO=3&transport=polling").body())
                .isEqualTo("{\"code\":5,\"message\":\"Unsupported protocol version\"}");
    }

    @Test
    void reportsEveryRefusal() {
        String mark = "m" + UUID.randomUUID().toString().replace("-", "");
        get(VETO, "EIO=4&transport=abc&" + mark);
        get(VETO, POLLING + "&sid=nobody&" + mark);
        EngineClient.send(EngineClient.request(VETO, POLLING + "&" + mark).POST(BodyPublishers.noBody()));
        get(VETO, WEB_SOCKET + "&" + mark);
        get(VETO, POLLING + "&veto=yes&" + mark);
        get(VETO, "EIO=3&transport=polling&" + mark);
        RawUpgrade.ask(address(VETO, "EIO=4&transport=polling&" + mark));
        EngineClient.socket(VETO, WEB_SOCKET + "&veto=yes&" + mark).closeCode();
        String sid = EngineClient.sidOf(get(VETO, POLLING).body());

        EngineClient.post(VETO, sid, "4" + mark);

        assertThat(EngineClient.poll(VETO, sid).body())
                .isEqualTo("40 Transport unknown, abc, 127.0.0.1;"
                        + "1 Session ID unknown, nobody, 127.0.0.1;"
                        + "2 Bad handshake method, POST, 127.0.0.1;"
                        + "3 Bad request, TRANSPORT_HANDSHAKE_ERROR, 127.0.0.1;"
                        + "4 not today, allowRequest, 127.0.0.1;"
                        + "5 Unsupported protocol version, 3, 127.0.0.1;"
                        + "3 Bad request, TRANSPORT_HANDSHAKE_ERROR, 127.0.0.1;"
                        + "4 not today, allowRequest, 127.0.0.1;");
    }

    @Test
    void letsEveryPageReadWithoutCredentials() {
        HttpResponse<String> answer =
                EngineClient.send(EngineClient.request(OPEN, POLLING).header("Origin", "https://any.example"));

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-credentials");
    }

    @Test
    void letsThePagesOfTheListRead() {
        HttpResponse<String> answer =
                EngineClient.send(EngineClient.request(VETO, POLLING).header("Origin", "https://good.example"));

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("https://good.example");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .contains("true");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers")).contains("X-Read");
        assertThat(answer.headers().firstValue("Vary")).contains("Origin");
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-methods");
    }

    @Test
    void doesNotLetOtherPagesReadButServesThem() {
        HttpResponse<String> answer =
                EngineClient.send(EngineClient.request(VETO, POLLING).header("Origin", "https://evil.example"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Vary")).contains("Origin");
        assertThat(answer.headers().map())
                .doesNotContainKeys("access-control-allow-origin", "access-control-allow-credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EIO=4&transport=abc", "EIO=4&transport=polling&veto=yes", "EIO=3&transport=polling"})
    void letsPagesReadRefusals(String query) {
        HttpResponse<String> answer =
                EngineClient.send(EngineClient.request(VETO, query).header("Origin", "https://good.example"));

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("https://good.example");
    }

    @Test
    void letsPagesReadTheFilesOfTheClient() {
        HttpResponse<String> answer = EngineClient.send(
                HttpRequest.newBuilder(VETO.resolve("socket.io.js")).header("Origin", "https://good.example"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("https://good.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EIO=4&transport=polling", "EIO=4&transport=polling&sid=nobody", "anything"})
    void answersAPreflightBeforeAnyCheck(String query) {
        HttpResponse<String> answer = EngineClient.send(EngineClient.request(VETO, query)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://good.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "X-Other"));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("https://good.example");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("GET,POST");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).contains("X-Asked");
        assertThat(answer.headers().firstValue("Access-Control-Max-Age")).contains("600");
    }

    @Test
    void answersAPreflightOfAnotherPageWithoutPermission() {
        HttpResponse<String> answer = EngineClient.send(EngineClient.request(VETO, POLLING)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://evil.example"));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    @Test
    void reflectsTheHeadersThatAPreflightAsksForUnlessTheyAreListed() {
        HttpResponse<String> answer = EngineClient.send(EngineClient.request(OPEN, POLLING)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://any.example")
                .header("Access-Control-Request-Headers", "X-Other"));

        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).contains("X-Other");
        assertThat(answer.headers().allValues("Vary")).contains("Access-Control-Request-Headers");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
                .contains("GET,HEAD,PUT,PATCH,POST,DELETE");
    }
}
