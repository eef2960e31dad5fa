package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xyz.anipub.testing.RawUpgrade;
import xyz.anipub.testing.TestServer;

/**
 * Whoever comes while the server starts or stops is told to come again, or waits, or finds nobody; none of them gets an answer
 * that is not the chat's. A server that is told to end drains first, whatever its container: it lets nobody in, says so, and ends
 * what is under way.
 */
class StartAndStopIT {

    /** Between two questions of one kind; a server takes seconds to start. */
    private static final long PACE_MILLIS = 20;

    private static final String ELSEWHERE = "https://elsewhere.example";

    @TempDir
    private Path store;

    private static final boolean ON_WILDFLY =
            System.getProperty("anipub.container", "payara-micro").equals("wildfly");

    private final int port = TestServer.freePort();
    private volatile boolean stops;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void answersRightlyOrAsksToComeAgain() throws Exception {
        Visitor preflight = new Visitor("preflight", this::preflight, answer -> answer.status() == 204);
        List<Visitor> visitors = List.of(
                preflight,
                new Visitor("handshake from elsewhere", this::handshakeFromElsewhere, StartAndStopIT::opensSession),
                new Visitor("GET of the API", () -> get("api/chat/rooms"), StartAndStopIT::asksWhoIsThere),
                new Visitor("handshake", () -> get("socket.io/?EIO=4&transport=polling"), StartAndStopIT::opensSession),
                new Visitor("WebSocket", this::upgrade, answer -> answer.status() == 101),
                new Visitor("readiness", () -> get("health/ready"), answer -> answer.status() == 200));
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(visitors.size());
        try {
            visitors.forEach(visitor -> clock.scheduleWithFixedDelay(visitor, 0, PACE_MILLIS, TimeUnit.MILLISECONDS));
            TestServer server = plan().start();
            try (Socket late = new Socket("127.0.0.1", port)) {
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> visitors.stream().allMatch(Visitor::wasLetIn));
                tell(
                        late,
                        "POST /api/auth/login HTTP/1.1\r\nHost: chat\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 2\r\n\r\n{");
                stops = true;
                CompletableFuture<Boolean> end = CompletableFuture.supplyAsync(server::end);
                // What is under way keeps it for some seconds.
                await().atMost(Duration.ofMinutes(1)).until(() -> visitors.stream()
                        .filter(visitor -> visitor != preflight)
                        .allMatch(Visitor::wasRefusedByDraining));
                tell(late, "}");
                assertThat(new Scanner(late.getInputStream(), StandardCharsets.US_ASCII).nextLine())
                        .startsWith("HTTP/1.1 400");
                assertThat(end.join()).as("ended by itself").isTrue();
            } finally {
                stops = true;
                server.close();
            }
        } finally {
            clock.shutdown();
        }
        assertThat(clock.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

        assertThat(visitors.stream().map(Visitor::wrongAnswers).flatMap(Collection::stream))
                .isEmpty();
    }

    /** It would serve for minutes yet, as a balancer has asked. */
    @Test
    void endsAtOnceWhenItIsToldASecondTime() throws Exception {
        try (TestServer server = plan().setting("anipub.drain-notice", "PT5M").start()) {
            assertThat(get("health/ready").status()).isEqualTo(200);
            server.tellToEnd();
            await().until(() -> get("health/ready").status() == 503);
            assertThat(get("api/chat/rooms").status()).as("served as ever").isEqualTo(401);
            assertThat(server.end()).as("ended by itself").isTrue();
        }
    }

    private static void tell(Socket server, String text) throws IOException {
        server.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private TestServer.Plan plan() {
        return TestServer.plan("start-and-stop")
                .war(TestServer.chatWar())
                .brief()
                .setting("anipub.data", store.toString())
                .setting("anipub.engineio.handshakes-burst", "100000")
                .setting("anipub.origins", ELSEWHERE)
                .port(port);
    }

    private static boolean asksWhoIsThere(Answer answer) {
        return answer.status() == 401 && answer.type().startsWith("application/problem+json");
    }

    private static boolean opensSession(Answer answer) {
        return answer.status() == 200 && answer.body().startsWith("0{");
    }

    private Answer get(String path) throws IOException, InterruptedException {
        return answer(ask(path, HttpRequest.newBuilder()));
    }

    /** What a page of another origin could not read is none of its answers. */
    private Answer handshakeFromElsewhere() throws IOException, InterruptedException {
        HttpResponse<String> response = ask(
                "socket.io/?EIO=4&transport=polling", HttpRequest.newBuilder().header("Origin", ELSEWHERE));
        Answer answer = answer(response);
        boolean isOurs = answer.isOfDraining() || answer.status() == 200;
        return isOurs && !isReadableElsewhere(response) ? answer.hidden() : answer;
    }

    /** The browser asks before a request with a token in a header; if it is refused, the page learns nothing. */
    private Answer preflight() throws IOException, InterruptedException {
        HttpResponse<String> response = ask(
                "socket.io/?EIO=4&transport=polling",
                HttpRequest.newBuilder()
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("Origin", ELSEWHERE)
                        .header("Access-Control-Request-Method", "GET")
                        .header("Access-Control-Request-Headers", "authorization"));
        Answer answer = answer(response);
        boolean isGranted = isReadableElsewhere(response)
                && response.headers().firstValue("Access-Control-Allow-Headers").equals(Optional.of("authorization"));
        return (answer.isOfDraining() || answer.status() == 204) && !isGranted ? answer.hidden() : answer;
    }

    private static boolean isReadableElsewhere(HttpResponse<String> response) {
        List<String> exposed = response.headers().allValues("Access-Control-Expose-Headers").stream()
                .flatMap(names -> Stream.of(names.split(",")))
                .toList();
        return response.headers().firstValue("Access-Control-Allow-Origin").equals(Optional.of(ELSEWHERE))
                && response.headers()
                        .firstValue("Access-Control-Allow-Credentials")
                        .equals(Optional.of("true"))
                && (response.statusCode() != 503 || exposed.containsAll(List.of("Retry-After", "X-Not-Stored")));
    }

    private HttpResponse<String> ask(String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/" + path);
        return http.send(request.uri(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Retry-After"),
                response.headers().firstValue("Content-Type").orElse(""),
                response.headers().firstValue("X-Not-Stored"),
                response.body());
    }

    private Answer upgrade() {
        URI uri = URI.create("http://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket");
        RawUpgrade raw = RawUpgrade.ask(uri);
        return new Answer(
                raw.status(),
                raw.header("Retry-After"),
                raw.header("Content-Type").orElse(""),
                raw.header("X-Not-Stored"),
                raw.body());
    }

    private record Answer(
            int status, Optional<String> retryAfter, String type, Optional<String> notStored, String body) {

        /** As one that a browser keeps from its page. */
        Answer hidden() {
            return new Answer(0, retryAfter, type, notStored, "hidden from the page: " + body);
        }

        boolean isOfDraining() {
            return notStored.equals(Optional.of("draining"))
                    || body.contains("{\"name\":\"draining\",\"status\":\"DOWN\"");
        }
    }

    /**
     * WildFly takes the application, its own handlers and the port away side by side: for some hundredths of a second there may
     * be nobody but Undertow to answer (decision record 17).
     */
    private boolean isWildFlysLastWord(Answer answer) {
        return ON_WILDFLY
                && stops
                && (answer.status() == 404 || answer.status() == 503)
                && answer.type().startsWith("text/html");
    }

    private interface Question {
        Answer ask() throws IOException, InterruptedException;
    }

    private interface Right {
        boolean is(Answer answer);
    }

    /** Asks the same again and again, and keeps what nobody should be answered. */
    private final class Visitor implements Runnable {

        private final String name;
        private final Question question;
        private final Right right;
        private final AtomicInteger letIn = new AtomicInteger();
        private final AtomicInteger drained = new AtomicInteger();
        private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

        Visitor(String name, Question question, Right right) {
            this.name = name;
            this.question = question;
            this.right = right;
        }

        @Override
        public void run() {
            try {
                Answer answer = question.ask();
                if (answer.isOfDraining()) {
                    drained.incrementAndGet();
                }
                if (right.is(answer)) {
                    letIn.incrementAndGet();
                } else if ((answer.status() != 503 || answer.retryAfter().isEmpty()) && !isWildFlysLastWord(answer)) {
                    wrong.add(name + ": " + answer);
                }
            } catch (IOException | UncheckedIOException nobodyIsThere) {
                // Refused, or the connection ended without an answer.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        boolean wasLetIn() {
            return letIn.get() > 0;
        }

        boolean wasRefusedByDraining() {
            return drained.get() > 0;
        }

        /** The first few kinds: a server that is wrong says the same thousands of times. */
        List<String> wrongAnswers() {
            return wrong.stream().distinct().limit(5).toList();
        }
    }
}
