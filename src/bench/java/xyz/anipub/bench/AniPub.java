package xyz.anipub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.TestServer;
import xyz.anipub.testing.SignedToken;
import xyz.anipub.testing.TestWar;

/** Our server, its limits raised where one generator is all the world's clients. */
final class AniPub implements Target {

    private static final String SECRET = UUID.randomUUID().toString();
    private static final String PLENTY = "1000000";
    private static final Person LANDLORD = new Person("a".repeat(24), "Landlord");

    private final Map<Person, String> tokens = new ConcurrentHashMap<>();
    private final Contestant contestant;
    private final TestServer server;
    private final Optional<StoreProcess> store;
    private final ChatApi api;
    private final Optional<Path> recordings;

    private AniPub(
            Contestant contestant, TestServer server, Optional<StoreProcess> store, Optional<Path> recordings) {
        this.contestant = contestant;
        this.server = server;
        this.store = store;
        this.api = new ChatApi(server.uri());
        this.recordings = recordings;
    }

    /**
     * @param data the folder of its own store
     * @param settings beside the limits
     * @param store if it shall not have one of its own
     * @param recordings where flight recordings of what is measured go
     */
    static AniPub start(
            Contestant contestant,
            Path data,
            Map<String, String> settings,
            Optional<StoreProcess> store,
            Optional<Path> recordings) {
        TestServer.Plan plan = plan(data, recordings)
                .war(TestWar.named("echo")
                        .programPackage("xyz.anipub.engineio")
                        .programPackage("xyz.anipub.socketio")
                        .testClass(EchoApplication.class.getName())
                        .write())
                .setting("anipub.engineio.max-sessions", PLENTY)
                .setting("anipub.engineio.sessions-per-address", PLENTY)
                .setting("anipub.user.sockets-max", PLENTY);
        for (String limit : new String[] {
            "engineio.handshakes", "socketio.events", "socketio.joins", "user.actions", "user.joins", "user.rooms"
        }) {
            plan.setting("anipub." + limit + "-burst", PLENTY).setting("anipub." + limit + "-per-second", PLENTY);
        }
        settings.forEach(plan::setting);
        store.ifPresent(process -> plan.environment("MONGODB_URI", process.uri("anipub")));
        return new AniPub(contestant, plan.start(), store, recordings);
    }

    /** With its default limits, but for registrations. */
    static AniPub asItComes(Contestant contestant, Path data, Optional<Path> recordings) {
        return new AniPub(contestant, plan(data, recordings).start(), Optional.empty(), recordings);
    }

    private static TestServer.Plan plan(Path data, Optional<Path> recordings) {
        TestServer.Plan plan = TestServer.plan(data.getFileName() + "-server")
                .dearPasswords()
                .war(TestServer.chatWar())
                .setting("anipub.auth.secret", SECRET)
                .setting("anipub.data", data.toString());
        Stream.of(System.getProperty("bench.jvm", "").split(" "))
                .filter(Predicate.not(String::isEmpty))
                .forEach(plan::option);
        // The first recording of a process has hot classes compiled anew, which takes minutes: not while it is measured.
        recordings.ifPresent(folder -> plan.option("-XX:StartFlightRecording:settings=profile,maxsize=1m"));
        return plan;
    }

    @Override
    public String name() {
        return contestant.label();
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
    public String echoPath() {
        return "/echo/socket.io/";
    }

    @Override
    public List<Long> pids() {
        return Stream.concat(Stream.of(server.pid()), store.stream().map(StoreProcess::pid))
                .toList();
    }

    @Override
    public String auth(Person person) {
        return "{\"token\":\"" + token(person) + "\"}";
    }

    @Override
    public Optional<String> bearer(Person person) {
        return Optional.of(token(person));
    }

    /** With a {@code clientId} it is announced at once, too, as an emit is; the peer only stores it. */
    @Override
    public String post(Person person, String content, UUID clientId) {
        return ChatApi.object("content", content, "clientId", clientId.toString())
                .toString();
    }

    @Override
    public void becomeMember(String room, Person person) {
        api.post("/api/chat/rooms/" + room + "/join")
                .bearer(token(person))
                .send()
                .expect(200);
    }

    @Override
    public String newRoom() {
        return api.post("/api/chat/rooms")
                .bearer(token(LANDLORD))
                .json(ChatApi.object("name", "Room " + UUID.randomUUID()))
                .send()
                .expect(201)
                .object()
                .getString("_id");
    }

    @Override
    public long liveBytes() {
        String histogram = jcmd("GC.class_histogram");
        String total = histogram.lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(total.strip().split("\\s+")[2]);
    }

    @Override
    public void measuring(String label, boolean begins) {
        recordings.ifPresent(folder -> {
            if (begins) {
                jcmd("JFR.start", "name=bench", "settings=profile");
            } else {
                String file = (name() + " " + label).replaceAll("\\W+", "-") + ".jfr";
                jcmd("JFR.stop", "name=bench", "filename=" + folder.resolve(file));
            }
        });
    }

    private String jcmd(String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(server.pid()));
            builder.command().addAll(List.of(command));
            recordings.ifPresent(AniPub::create);
            Process process = builder.redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String token(Person person) {
        return tokens.computeIfAbsent(
                person,
                each -> SignedToken.of(
                        SECRET, each.id(), each.name(), Instant.now().plus(4, ChronoUnit.HOURS)));
    }

    @Override
    public void close() {
        server.close();
    }
}
