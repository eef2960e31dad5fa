package xyz.anipub.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static xyz.anipub.testing.ChatApi.object;

import jakarta.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.RawSocket;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.SignedToken;
import xyz.anipub.testing.TestServer;

/** One server with settings of its own. */
class SettingsIT {

    private static final String SECRET = "a secret of the tests that is long enough";

    private static final String ADMIN = "ad".repeat(12);

    private static TestServer server;
    private static ChatApi api;

    @BeforeAll
    static void start() {
        server = TestServer.plan("settings")
                .war(TestServer.chatWar())
                .brief()
                .setting("anipub.data", TestServer.newFolder("settings-data").toString())
                .setting("anipub.auth.cookie", "own-cookie")
                .setting("anipub.auth.token-lifetime", "PT10S")
                .setting("anipub.auth.clock-skew", "PT0S")
                .setting("anipub.auth.registration", "invitation")
                .setting("anipub.admins", ADMIN)
                .setting("anipub.origins", "https://friend.example")
                .setting("anipub.engineio.allow-upgrades", "false")
                .setting("anipub.engineio.cookie", "lb")
                .setting("anipub.engineio.cookie-path", "/socket.io/")
                .setting("anipub.engineio.cookie-same-site", "None")
                .setting("anipub.engineio.cookie-secure", "true")
                .setting("anipub.engineio.cookie-max-age", "PT1M")
                .setting("anipub.engineio.compression-threshold", "50")
                .setting("anipub.engineio.ping-interval", "1000")
                .setting("anipub.engineio.ping-timeout", "8000")
                .setting("anipub.room.description-max", "10")
                .setting("anipub.message.content-max", "10")
                .environment("ANIPUB_AUTH_SECRET", SECRET)
                .start();
        api = new ChatApi(server.uri());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Somebody with a token of another site that lives so long. */
    private static Person stranger(String id, int seconds) {
        String token = SignedToken.of(SECRET, id, "Guest " + id, Instant.now().plusSeconds(seconds));
        return new Person(api, id, "Guest " + id, token, "own-cookie=" + token);
    }

    @Test
    void aTokenOfTheSharedSecretMakesItsUserAtFirstSight() {
        String id = "00000000000000000000000a";
        assertThat(stranger(id, 600).get("/api/auth/me").send().expect(200).object())
                .isEqualTo(object("_id", id, "name", "Guest " + id, "image", ""));
    }

    @Test
    void anExpiringTokenEndsItsSocketsAndCountsNoMore() {
        Person lasting = stranger("00000000000000000000000b", 600);
        String room = lasting.createRoom();
        try (ChatClient a = ChatClient.of(lasting)) {
            a.join(room);
            // Not before, as its time is running from here.
            Person brief = stranger("00000000000000000000000c", 8);
            try (ChatClient b = ChatClient.of(brief)) {
                b.join(room);
                assertThat(b.awaitEnd()).isEqualTo("io server disconnect");
                a.awaitHeard("user_left", notice -> notice.getString("userId").equals(brief.id()));
                assertThat(a.isConnected()).isTrue();
            }
        }
    }

    @Test
    void anExpiredTokenIsUnauthorized() {
        Person late = stranger("00000000000000000000000d", -60);
        late.get("/api/chat/rooms").send().problem(401, "unauthorized");
        try (ChatClient refused =
                ChatClient.start(server.uri(), options -> options.auth = Map.of("token", late.token()))) {
            assertThat(refused.awaitRefusal().asJsonObject().getString("message"))
                    .isEqualTo("unauthorized");
        }
    }

    private static Reply register(String invitation) {
        return api.post("/api/auth/register")
                .json(object("name", Person.unique("Alice"), "password", Person.PASSWORD, "invitation", invitation))
                .send();
    }

    private static String code(Person by, String path) {
        return by.post(path)
                .json(Json.createObjectBuilder().add("uses", 1).build())
                .send()
                .expect(201)
                .object()
                .getString("code");
    }

    /** From the first request on, as nobody has chosen anything else. */
    @Test
    void whoRegistersNeedsAnInvitation() {
        assertThat(api.get("/api/auth/session").send().expect(200).object().getString("registration"))
                .isEqualTo("invitation");
        register("").problem(403, "forbidden");
        Person admin = stranger(ADMIN, 600);
        String room = admin.createRoom();
        for (String path : List.of("/api/invitations", Person.room(room) + "/invitations")) {
            String code = code(admin, path);
            register(code).expect(201);
            register(code).problem(403, "forbidden");
        }
        assertThat(admin.get("/api/admin/registration").send().expect(200).object())
                .isEqualTo(Json.createObjectBuilder()
                        .addNull("mode")
                        .add("setting", "invitation")
                        .build());
    }

    @Test
    void theCookieHasItsNameAndLifetime() {
        String cookie = register(code(stranger(ADMIN, 600), "/api/invitations"))
                .expect(201)
                .header("Set-Cookie")
                .orElseThrow();
        assertThat(cookie).startsWith("own-cookie=").contains("Max-Age=10;");
    }

    @Test
    void theCookieCountsFromAConfiguredOrigin() {
        Person guest = stranger("00000000000000000000000e", 600);
        api.get("/api/auth/me")
                .cookie(guest.cookie())
                .header("Origin", "https://friend.example")
                .send()
                .expect(200);
        api.get("/api/auth/me")
                .cookie(guest.cookie())
                .header("Origin", "https://evil.example")
                .send()
                .problem(401, "unauthorized");
    }

    @Test
    void aHandshakeIsWhatIsConfigured() {
        Reply handshake = api.get("/socket.io/?EIO=4&transport=polling")
                .header("Origin", "https://friend.example")
                .header("Accept-Encoding", "identity")
                .send()
                .expect(200);
        String sid = handshake.text().substring(9, 29);
        assertThat(handshake.text()).contains("\"upgrades\":[]");
        assertThat(handshake.header("Set-Cookie"))
                .contains("lb=" + sid + "; Max-Age=60; Path=/socket.io/; HttpOnly; Secure; SameSite=None");
        assertThat(handshake.header("Access-Control-Allow-Origin")).contains("https://friend.example");
        assertThat(handshake.header("Access-Control-Allow-Credentials")).contains("true");
    }

    @Test
    void noOtherOriginReadsAHandshake() {
        Reply handshake = api.get("/socket.io/?EIO=4&transport=polling")
                .header("Origin", "https://evil.example")
                .send()
                .expect(200);
        assertThat(handshake.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void aHandshakeIsCompressedFromTheConfiguredSizeOn() {
        Reply handshake = api.get("/socket.io/?EIO=4&transport=polling")
                .header("Accept-Encoding", "gzip")
                .send()
                .expect(200);
        assertThat(handshake.header("Content-Encoding")).contains("gzip");
    }

    @Test
    void limitsAreWhatIsConfigured() {
        Person guest = stranger("00000000000000000000000f", 600);
        guest.post("/api/chat/rooms")
                .json(object("name", Person.unique("Room"), "description", "x".repeat(11)))
                .send()
                .problemOf("too_long", "description");
        String room = guest.createRoom();
        guest.tryPost(room, object("content", "x".repeat(11))).problemOf("too_long", "content");
        guest.tryPost(room, object("content", "x".repeat(10))).expect(200);
    }

    @Test
    void aConnectionThatFallsSilentEndsPresence() {
        Person watcher = stranger("000000000000000000000010", 600);
        Person silent = stranger("000000000000000000000011", 600);
        String room = watcher.createRoom();
        try (ChatClient a = ChatClient.of(watcher);
                RawSocket raw = RawSocket.open(server.uri(), 4)) {
            a.join(room);
            raw.await("0{");
            raw.send("40{\"token\":\"" + silent.token() + "\"}").await("40{");
            raw.send("421[\"join_room\",{\"roomId\":\"" + room + "\"}]").await("431[");
            raw.await("2");
            a.awaitHeard("user_left", notice -> notice.getString("userId").equals(silent.id()));
            assertThat(a.isConnected()).as("whoever answers pings stays").isTrue();
        }
    }
}
