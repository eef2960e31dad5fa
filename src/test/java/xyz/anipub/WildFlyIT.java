package xyz.anipub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.RawUpgrade;
import xyz.anipub.testing.TextSocket;
import xyz.anipub.testing.WildFly;

/** The same WAR on the second runtime; only with {@code -Pwildfly}. */
class WildFlyIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static WildFly server;

    @BeforeAll
    static void start() {
        server = WildFly.start();
        await().atMost(Duration.ofMinutes(3))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    assertThat(server.isAlive())
                            .as("server.log: " + server.log())
                            .isTrue();
                    return get("socket.io/?EIO=4&transport=polling").statusCode() == 200;
                });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void servesThePage() throws Exception {
        HttpResponse<String> page = get("");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("AniPub");
    }

    @Test
    void carriesAMessageFromOneWebSocketToAnother() throws Exception {
        JsonObject ann = register();
        JsonObject bob = register();
        String room = post(
                        "api/chat/rooms", token(ann), Json.createObjectBuilder().add("name", unique("Room")))
                .getString("_id");
        post("api/chat/rooms/" + room + "/join", token(bob), Json.createObjectBuilder());

        try (TextSocket sender = enter(ann, room);
                TextSocket reader = enter(bob, room)) {
            sender.send("421[\"send_message\",{\"roomId\":\"%s\",\"content\":\"hello\"}]".formatted(room));

            assertThat(sender.next(text -> text.startsWith("431"))).contains("\"ok\":true");
            assertThat(reader.next(text -> text.startsWith("42[\"receive_message\"")))
                    .contains("hello");
        }
    }

    @Test
    void connectsByPolling() throws Exception {
        String token = token(register());
        String open = get("socket.io/?EIO=4&transport=polling").body();
        String session = "socket.io/?EIO=4&transport=polling&sid="
                + json(open.substring(1)).getString("sid");

        HttpResponse<String> posted = HTTP.send(
                HttpRequest.newBuilder(uri(session))
                        .header("Content-Type", "text/plain;charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofString("40{\"token\":\"" + token + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(posted.body()).isEqualTo("ok");
        assertThat(get(session).body()).startsWith("40{\"sid\":");
    }

    @Test
    void refusesAWebSocketBeforeThereIsOne() {
        RawUpgrade refused = RawUpgrade.ask(uri("socket.io/?EIO=4&transport=websocket&sid=unknown"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(refused.body()).isEqualTo("Session ID unknown");
    }

    @Test
    void agreesOnNoCompressionOfWebSockets() {
        RawUpgrade agreed = RawUpgrade.ask(
                uri("socket.io/?EIO=4&transport=websocket"), "Sec-WebSocket-Extensions: permessage-deflate");

        assertThat(agreed.status()).isEqualTo(101);
        assertThat(agreed.header("Sec-WebSocket-Extensions")).isEmpty();
    }

    @Test
    void reachesTheWebSocketFromEverywhereBelowThePath() {
        assertThat(RawUpgrade.ask(uri("socket.io/a/b/?EIO=4&transport=websocket"))
                        .status())
                .isEqualTo(101);
        assertThat(RawUpgrade.ask(uri("socket.io?EIO=4&transport=websocket")).status())
                .isEqualTo(101);
    }

    @Test
    void closesAWebSocketWithoutAStatus() {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        URI address = URI.create("ws://" + server.uri().getAuthority() + "/socket.io/?EIO=4&transport=websocket");
        WebSocket socket = HTTP.newWebSocketBuilder()
                .buildAsync(address, new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onClose(WebSocket closed, int code, String reason) {
                        status.complete(code);
                        return null;
                    }
                })
                .join();

        socket.sendText("no packet", true).join();

        // What clients call a close frame that says nothing.
        assertThat(status.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(1005);
    }

    private static TextSocket enter(JsonObject user, String room) {
        TextSocket socket = TextSocket.open(server.uri());
        socket.send("40{\"token\":\"" + token(user) + "\"}");
        socket.next(text -> text.startsWith("40{\"sid\":"));
        socket.send("420[\"join_room\",{\"roomId\":\"%s\"}]".formatted(room));
        assertThat(socket.next(text -> text.startsWith("430"))).contains("\"ok\":true");
        return socket;
    }

    private static JsonObject register() throws Exception {
        return post(
                "api/auth/register",
                "",
                Json.createObjectBuilder().add("name", unique("Ann")).add("password", "correct horse battery"));
    }

    private static String unique(String word) {
        return word + " " + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String token(JsonObject registered) {
        return registered.getString("token");
    }

    private static JsonObject post(String path, String token, jakarta.json.JsonObjectBuilder body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.build().toString()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return json(answer.body());
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(uri(path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return server.uri().resolve(path);
    }
}
