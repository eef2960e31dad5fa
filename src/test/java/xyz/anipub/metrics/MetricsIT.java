package xyz.anipub.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.socketio.adapter.redis.TestRedis;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.TestServer;

/** What Prometheus reads from a server with clients, and who else does not. */
class MetricsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NEW = "HTTP/1.1";
    private static final String LOCAL = "Host: 127.0.0.1";

    /** Each has words of a fixed list for values, or bounds of a histogram, or names of the virtual machine's own parts. */
    private static final Set<String> LABELS = Set.of(
            "transport",
            "reason",
            "error",
            "direction",
            "outcome",
            "recovery",
            "limit",
            "command",
            "method",
            "status",
            "pool",
            "le",
            // Of the virtual machine.
            "area",
            "id",
            "state",
            "action",
            "cause",
            "gc");

    /** It adds them itself. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

    private static TestRedis redis;
    private static TestServer server;
    private static ChatApi api;

    @BeforeAll
    static void start() {
        redis = new TestRedis();
        server = TestServer.plan("metrics")
                .war(TestServer.chatWar())
                .brief()
                .setting("anipub.data", TestServer.newFolder("metrics-data").toString())
                .setting("anipub.user.rooms-burst", "5")
                // Whoever only looked whether the server is there soon counts no more.
                .setting("anipub.engineio.ping-interval", "1000")
                .setting("anipub.engineio.ping-timeout", "8000")
                .environment("REDIS_URI", redis.uri())
                .start();
        api = new ChatApi(server.uri());
    }

    @AfterAll
    static void stop() {
        server.close();
        redis.close();
    }

    private static Scrape scrape() {
        return Scrape.of(api.get("/metrics").send().expect(200).text());
    }

    @Test
    void countsWhatClientsDo() {
        Person ann = Person.register(api, "Ann");
        Person bob = Person.register(api, "Bob");
        String room = ann.createRoom();
        bob.join(room);
        await().atMost(PATIENCE).until(() -> scrape().sum("anipub_sessions") == 0);
        Scrape before = scrape();
        try (ChatClient here = ChatClient.of(ann);
                ChatClient there = ChatClient.of(bob, options -> options.transports = new String[] {"polling"})) {
            here.join(room);
            there.join(room);
            for (int i = 0; i < 10; i++) {
                here.send(room, "message " + i);
            }
            there.awaitMessage("message 9");
            await().atMost(PATIENCE).untilAsserted(() -> assertCounted(before, scrape()));
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            Scrape end = scrape();
            assertThat(end.sum("anipub_sessions")).isZero();
            assertThat(end.sum("anipub_sockets")).isZero();
            assertThat(end.sum("anipub_rooms_active")).isZero();
            assertGrown(before, end, 2, "anipub_sessions_closed_total");
            assertThat(end.sum("anipub_lanes_waiting")).isZero();
        });
    }

    /** What is counted behind an answer may come later than that. */
    private static void assertCounted(Scrape before, Scrape after) {
        assertThat(after.sum("anipub_sessions", "transport", "websocket")).isEqualTo(1);
        assertThat(after.sum("anipub_sessions", "transport", "polling")).isEqualTo(1);
        assertThat(after.sum("anipub_sockets")).isEqualTo(2);
        assertThat(after.sum("anipub_rooms_active")).isEqualTo(1);
        assertGrown(before, after, 1, "anipub_sessions_opened_total", "transport", "websocket");
        assertGrown(before, after, 2, "anipub_entries_total", "recovery", "not_asked");
        assertGrown(before, after, 10, "anipub_events_total", "outcome", "handled");
        assertGrown(before, after, 10, "anipub_acks_seconds_count");
        assertGrown(before, after, 2, "anipub_messages_delivery_seconds_count");
        assertGrown(before, after, 10, "anipub_lanes_wait_seconds_count");
        assertGrown(before, after, 20, "anipub_deliveries_total");
        assertGrown(before, after, 10, "anipub_packets_total", "direction", "in");
        assertGrown(before, after, 30, "anipub_packets_total", "direction", "out");
        assertGrown(before, after, 700, "anipub_packets_size_bytes_total", "direction", "in");
        assertGrown(before, after, 10, "anipub_store_batch_sum");
        assertGrown(
                before, after, 1, "anipub_store_commands_seconds_count", "command", "insert", "outcome", "succeeded");
    }

    private static void assertGrown(Scrape before, Scrape after, double least, String name, String... labels) {
        assertThat(after.sum(name, labels) - before.sum(name, labels))
                .as(name)
                .isGreaterThanOrEqualTo(least)
                .isLessThan(least * 1000);
    }

    @Test
    void countsWhatTheLimitsRefuse() {
        Person eve = Person.register(api, "Eve");
        Scrape before = scrape();
        await().atMost(PATIENCE)
                .until(() -> eve.post("/api/chat/rooms")
                                .json(ChatApi.object("name", Person.unique("Room")))
                                .send()
                                .status()
                        == 429);
        await().atMost(PATIENCE).untilAsserted(() -> {
            Scrape after = scrape();
            assertThat(after.sum("anipub_limits_reached_total", "limit", "rooms"))
                    .isEqualTo(before.sum("anipub_limits_reached_total", "limit", "rooms") + 1);
            assertThat(after.sum("anipub_rest_requests_seconds_count", "method", "POST", "status", "429"))
                    .isEqualTo(before.sum("anipub_rest_requests_seconds_count", "method", "POST", "status", "429") + 1);
        });
    }

    @Test
    void countsWhatGoesToOtherNodesAndSaysHowRedisIs() {
        await().atMost(PATIENCE)
                .until(() -> scrape().sum("anipub_redis_up") == 1
                        && scrape().sum("anipub_cluster_messages_total", "outcome", "sent") > 0);
        assertThat(scrape().sum("anipub_nodes")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For, 127.0.0.1",
        "x-forwarded-for, 192.0.2.1",
        "Forwarded, for=127.0.0.1",
        "X-Real-IP, 127.0.0.1",
        "Via, 1.1 proxy"
    })
    void whoComesThroughAProxyFindsNothing(String header, String value) {
        assertThat(api.get("/metrics").header(header, value).send().expect(404).text())
                .doesNotContain("anipub_", "jvm_");
    }

    /** As nginx asks where nothing is set, and as a proxy that keeps the name of the site. */
    @ParameterizedTest
    @CsvSource({"HTTP/1.0, 127.0.0.1", "HTTP/1.1, chat.example"})
    void whoComesThroughAProxyThatAddsNothingFindsNothing(String protocol, String host) {
        assertThat(raw("GET", "/metrics", protocol, "Host: " + host))
                .contains(" 404 ")
                .doesNotContain("anipub_", "jvm_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PROPFIND"})
    void whoComesThroughAProxyFindsNothingByAnotherMethod(String method) {
        Reply reply =
                api.call(method, "/metrics").header("X-Real-IP", "127.0.0.1").send();
        assertThat(reply.expect(404).text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//metrics", "/metrics;x", "/metrics;/x", "/%6detrics", "/x/../metrics", "/./metrics", "/METRICS"
            })
    void whoComesThroughAProxyFindsNothingByAnotherWordForThePath(String path) {
        assertThat(raw("GET", path, NEW, LOCAL, "X-Real-IP: 127.0.0.1")).doesNotContain("anipub_", "jvm_");
    }

    @ParameterizedTest
    @CsvSource({"/metrics, POST", "/metrics, PUT", "/metrics, OPTIONS", "/health, POST", "/health/ready, OPTIONS"})
    void whatIsReadIsOnlyRead(String path, String method) {
        Reply reply = api.call(method, path).send().expect(405);
        assertThat(reply.header("Allow")).contains("GET, HEAD");
        assertThat(reply.text()).doesNotContain("anipub_", "jvm_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/health/ready"})
    void aHeadIsAnsweredWithoutABody(String path) {
        assertThat(api.call("HEAD", path).send().expect(200).text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/health", "/health/ready"})
    void noTraceTellsWhatARequestHas(String path) {
        assertThat(raw("TRACE", path, NEW, LOCAL, "X-Secret: of a proxy")).doesNotContain("of a proxy");
    }

    /** The whole answer; what is asked for goes as it is. */
    private static String raw(String method, String path, String protocol, String... headers) {
        try (Socket connection = new Socket("127.0.0.1", server.port())) {
            String request = "%s %s %s\r\n%s\r\nConnection: close\r\n\r\n"
                    .formatted(method, path, protocol, String.join("\r\n", headers));
            connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.");
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Payara would put its own page at these, and one of health. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics/",
                "/metrics/base",
                "/metrics/vendor",
                "/metrics/application",
                "/health/started",
                "/health/group/x"
            })
    void theContainersOwnPagesAreOutOfTheWay(String path) {
        assertThat(api.get(path)
                        .header("Accept", "application/json")
                        .send()
                        .expect(404)
                        .text())
                .isEmpty();
    }

    @Test
    void noLabelNamesAnybodyOrAnything() {
        Person zoe = Person.register(api, "Zoe");
        String room = zoe.createRoom();
        try (ChatClient client = ChatClient.of(zoe)) {
            client.join(room);
            client.send(room, "hello");
            zoe.get("/api/chat/rooms/" + room + "/messages").send().expect(200);
            zoe.get("/api/chat/" + zoe.id()).send();
            for (Scrape.Sample sample : scrape().samples()) {
                assertThat(LABELS).as(sample.name()).containsAll(sample.labels().keySet());
                assertThat(sample.labels().values()).as(sample.toString()).allSatisfy(value -> assertThat(value)
                        .doesNotContain("Zoe", room, zoe.id(), client.id())
                        .doesNotContainPattern("[0-9a-f]{16}|\\d+\\.\\d+\\.\\d+\\.\\d+"));
            }
        }
    }

    /** Dashboard and alerts ask for what there is. */
    @ParameterizedTest
    @ValueSource(strings = {"grafana-dashboard.json", "prometheus-alerts.yml"})
    void whatOperatorsAreGivenIsThere(String file) throws Exception {
        Person pat = Person.register(api, "Pat");
        pat.createRoom();
        collectGarbage();
        await().atMost(PATIENCE).until(() -> scrape().names().contains("jvm_gc_pause_seconds_count"));
        Scrape scrape = scrape();
        List<String> expressions = expressions(Files.readString(Path.of("server-config", file)));
        assertThat(expressions).hasSizeGreaterThan(5);
        for (String expression : expressions) {
            List<MatchResult> metrics = Pattern.compile("\\b((?:anipub|jvm|process|system)_\\w+|up)(?:\\{([^}]*)})?")
                    .matcher(expression)
                    .results()
                    .toList();
            assertThat(metrics).as(expression).isNotEmpty();
            for (MatchResult metric : metrics) {
                if (metric.group(1).equals("up")) {
                    continue;
                }
                assertThat(scrape.names()).as(expression).contains(metric.group(1));
                if (metric.group(2) != null) {
                    assertMatchedBySome(scrape, metric.group(1), metric.group(2));
                }
            }
            // What is kept by a sum has to be a label of what is summed.
            for (String by : words(expression, "by \\(([^)]*)\\)")) {
                Set<String> labels = scrape.labels(metrics.get(0).group(1));
                assertThat(labels)
                        .as(expression)
                        .containsAll(Stream.of(by.split(","))
                                .map(String::strip)
                                .filter(label -> !OF_PROMETHEUS.contains(label))
                                .toList());
            }
        }
    }

    /** Each value that is asked for is one that the label may have: it is there before anything has happened. */
    private static void assertMatchedBySome(Scrape scrape, String name, String matchers) {
        List<MatchResult> all = Pattern.compile("(\\w+) *(=~?) *\"([^\"]*)\"")
                .matcher(matchers)
                .results()
                .toList();
        assertThat(all).as(matchers).hasSameSizeAs(matchers.split(","));
        for (MatchResult matcher : all) {
            boolean isPattern = matcher.group(2).equals("=~");
            assertThat(scrape.values(name, matcher.group(1)))
                    .as(name + " by " + matcher.group())
                    .contains(isPattern ? matcher.group(3).split("\\|") : new String[] {matcher.group(3)});
        }
    }

    private static List<String> words(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Those of the JSON and of the YAML, each on a line. */
    private static List<String> expressions(String text) {
        return words(text, "\"?expr\"?: *\"?(.*?)\"?,?(?:\\n|$)").stream()
                .map(expression -> expression.replace("\\\"", "\""))
                .toList();
    }

    private static void collectGarbage() throws IOException, InterruptedException {
        Process order = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), "" + server.pid(), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(order.waitFor()).isZero();
    }

    /** For whoever looks into the answer by hand. */
    @Test
    void eachNumberIsExplained() {
        String text = api.get("/metrics").send().expect(200).text();
        assertThat(text.lines().filter(line -> line.startsWith("# HELP anipub_")))
                .isNotEmpty()
                .allMatch(line -> line.split(" ", 4).length == 4 && !line.split(" ", 4)[3].isBlank());
    }
}
