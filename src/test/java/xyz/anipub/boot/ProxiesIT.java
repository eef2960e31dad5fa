package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.TestServer;

/** A server that believes the loopback address where requests come from, with small shares for each address. */
class ProxiesIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";

    private static TestServer server;
    private static ChatApi api;

    @BeforeAll
    static void start() {
        server = TestServer.plan("proxies")
                .war(TestServer.chatWar())
                .brief()
                .setting("anipub.data", TestServer.newFolder("proxies-data").toString())
                .setting("anipub.proxies", "10.0.0.0/8, 127.0.0.1")
                .setting("anipub.engineio.sessions-per-address", "3")
                .setting("anipub.auth.login-failures", "2")
                .start();
        api = new ChatApi(server.uri());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Reply handshake(String forwardedFor) {
        return api.get(POLLING).header("X-Forwarded-For", forwardedFor).send();
    }

    private static Reply wrongLogin(String name, String forwardedFor) {
        return api.post("/api/auth/login")
                .header("X-Forwarded-For", forwardedFor)
                .json(object("name", name, "password", "wrong password"))
                .send();
    }

    /** Opens a WebSocket and waits for its first word: the open packet, or the status and reason of its end. */
    private static String firstWord(String forwardedFor) throws Exception {
        CompletableFuture<String> word = new CompletableFuture<>();
        URI address = URI.create("ws://127.0.0.1:" + server.port() + "/socket.io/?EIO=4&transport=websocket");
        HTTP.newWebSocketBuilder()
                .header("X-Forwarded-For", forwardedFor)
                .buildAsync(address, new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                        word.complete(text.toString());
                        return null;
                    }

                    @Override
                    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                        word.complete(status + " " + reason);
                        return null;
                    }
                });
        return word.get(20, TimeUnit.SECONDS);
    }

    @Test
    void countsTheSessionsOfEachClientByItself() {
        for (String client : List.of("192.0.2.1", "192.0.2.2", "2001:db8::1")) {
            handshake(client).expect(200);
            handshake(client).expect(200);
            handshake(client).expect(200);
            assertThat(handshake(client).expect(403).text())
                    .isEqualTo("{\"code\":4,\"message\":\"too many sessions from this address\"}");
        }
        handshake("[2001:db8::99]:1234").expect(403);
        handshake("2001:db8:0:1::1").expect(200);
    }

    @Test
    void countsBothTransportsTogether() throws Exception {
        handshake("192.0.2.10").expect(200);
        handshake("192.0.2.10").expect(200);

        assertThat(firstWord("192.0.2.10")).startsWith("0{");
        assertThat(firstWord("192.0.2.10")).isEqualTo("1008 too many sessions from this address");
        assertThat(firstWord("192.0.2.11")).startsWith("0{");
    }

    @Test
    void doesNotBelieveWhatTheClientWroteItself() {
        handshake("1.1.1.1, 192.0.2.20").expect(200);
        handshake("2.2.2.2, 192.0.2.20, 10.9.9.9").expect(200);
        handshake("\"garbage, 192.0.2.20").expect(200);
        handshake("3.3.3.3, 192.0.2.20").expect(403);
    }

    @Test
    void countsFailedLoginsByTheClientsAddress() {
        String name = Person.register(api, "Proxied").name();
        wrongLogin(name, "192.0.2.30").problem(401, "unauthorized");
        wrongLogin(name, "192.0.2.30").problem(401, "unauthorized");
        wrongLogin(name, "192.0.2.30").problem(429, "rate_limited");

        wrongLogin(name, "192.0.2.31").problem(401, "unauthorized");
        wrongLogin(name, "1.1.1.1, 192.0.2.30").problem(429, "rate_limited");
    }

    /** Over TLS the cookie does not count for pages that came without. */
    @Test
    void takesTheSchemeFromTheProxy() {
        Person person = Person.register(api, "Secure");
        String origin = "http://127.0.0.1:" + server.port();

        assertThat(me(person, origin, "http")).isEqualTo(200);
        assertThat(me(person, origin, "https")).isEqualTo(401);
    }

    private static int me(Person person, String origin, String scheme) {
        return api.get("/api/auth/me")
                .header("X-Forwarded-For", "192.0.2.40")
                .header("X-Forwarded-Proto", scheme)
                .header("Origin", origin)
                .cookie(person.cookie())
                .send()
                .status();
    }
}
