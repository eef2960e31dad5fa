package xyz.anipub.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.TestServer;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.SignedToken;

/** Our server on Payara Micro, its limits raised where one generator is all the world's clients. */
final class AniPub implements Target, AutoCloseable {

    private static final String SECRET = UUID.randomUUID().toString();
    private static final String PLENTY = "1000000";
    private static final Person LANDLORD = new Person("a".repeat(24), "Landlord");

    private final TestServer server;
    private final String name;

    private AniPub(TestServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** @param settings beside the limits */
    static AniPub start(String name, Map<String, String> settings) {
        TestServer.Plan plan = TestServer.plan("bench")
                .war(TestServer.chatWar())
                .setting("anipub.auth.secret", SECRET)
                .setting("anipub.data", TestServer.newFolder("bench-data").toString())
                .setting("anipub.engineio.max-sessions", PLENTY)
                .setting("anipub.engineio.sessions-per-address", PLENTY)
                .setting("anipub.user.sockets-max", PLENTY);
        for (String limit : new String[] {
            "engineio.handshakes", "socketio.events", "socketio.joins", "user.actions", "user.joins"
        }) {
            plan.setting("anipub." + limit + "-burst", PLENTY).setting("anipub." + limit + "-per-second", PLENTY);
        }
        settings.forEach(plan::setting);
        return new AniPub(plan.start(), name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public String path() {
        return "/socket.io/";
    }

    @Override
    public long pid() {
        return server.pid();
    }

    @Override
    public String auth(Person person) {
        return "{\"token\":\"" + token(person) + "\"}";
    }

    @Override
    public String newRoom() {
        Reply reply = new ChatApi(server.uri())
                .post("/api/chat/rooms")
                .bearer(token(LANDLORD))
                .json(ChatApi.object("name", "Room " + UUID.randomUUID()))
                .send();
        return reply.object().getString("_id");
    }

    private static String token(Person person) {
        return SignedToken.of(SECRET, person.id(), person.name(), Instant.now().plus(1, ChronoUnit.HOURS));
    }

    @Override
    public void close() {
        server.close();
    }
}
