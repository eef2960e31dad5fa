package xyz.anipub.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import xyz.anipub.testing.ChatApi;

/** Another server that has the guide's events, and asks nobody who they are. */
final class Peer implements Target {

    private static final Path SCRIPTS = Path.of("src/bench/node");
    private static final String READY = "listening ";

    private final Contestant contestant;
    private final Child child;
    private final Optional<StoreProcess> store;

    private Peer(Contestant contestant, Child child, Optional<StoreProcess> store) {
        this.contestant = contestant;
        this.child = child;
        this.store = store;
    }

    static Peer onNode(Contestant contestant, Map<String, String> settings, Optional<StoreProcess> store) {
        Map<String, String> environment = new HashMap<>(settings);
        store.ifPresent(process -> environment.put("MONGODB_URI", process.uri("peer")));
        return new Peer(
                contestant,
                Child.start(List.of("node", "--expose-gc", "node.js"), SCRIPTS, environment, READY),
                store);
    }

    static Peer onBun(Contestant contestant) {
        return new Peer(
                contestant,
                Child.start(List.of("node_modules/.bin/bun", "bun.js"), SCRIPTS, Map.of(), READY),
                Optional.empty());
    }

    static Peer limit(Contestant contestant) {
        return new Peer(contestant, Child.java(LimitMain.class, READY, "-Xmx1g"), Optional.empty());
    }

    @Override
    public String name() {
        return contestant.label();
    }

    @Override
    public int port() {
        return Integer.parseInt(child.answer());
    }

    @Override
    public String path() {
        return "/socket.io/";
    }

    @Override
    public String echoPath() {
        return path();
    }

    @Override
    public List<Long> pids() {
        return Stream.concat(Stream.of(child.pid()), store.stream().map(StoreProcess::pid))
                .toList();
    }

    @Override
    public String auth(Person person) {
        return "";
    }

    @Override
    public String newRoom() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 24);
    }

    @Override
    public Optional<String> bearer(Person person) {
        return Optional.empty();
    }

    @Override
    public String post(Person person, String content, UUID clientId) {
        return "{\"userId\":\"%s\",\"senderName\":\"%s\",\"content\":\"%s\"}"
                .formatted(person.id(), person.name(), content);
    }

    @Override
    public void becomeMember(String room, Person person) {
        // It asks nobody.
    }

    @Override
    public long liveBytes() {
        return new ChatApi(URI.create("http://127.0.0.1:" + port() + "/"))
                .get("/bench/heap")
                .send()
                .expect(200)
                .object()
                .getJsonNumber("heap")
                .longValue();
    }

    @Override
    public void close() {
        child.close();
    }
}
