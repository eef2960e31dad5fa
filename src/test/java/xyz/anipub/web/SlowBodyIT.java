package xyz.anipub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xyz.anipub.testing.TestServer;

/** Bodies that come late, in pieces, or never, against the whole server. */
class SlowBodyIT {

    private static final String LOGIN = "{\"name\":\"nobody\",\"password\":\"no password\"}";

    @TempDir
    private static Path store;

    private static TestServer server;

    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = TestServer.plan("slow-body")
                .war(TestServer.chatWar())
                .brief()
                .setting("anipub.data", store.toString())
                .setting("anipub.rest.body-timeout", "PT10S")
                .setting("anipub.rest.bodies-waiting-per-address", "250")
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void answersWhileMoreBodiesDripThanThereAreThreads() throws Exception {
        // Whichever the server sees last finds no place.
        for (int i = 0; i < 251; i++) {
            open("Content-Length: 1000", "{");
        }
        assertThat(me()).isEqualTo(401);
        List<String> answers = new ArrayList<>();
        for (Socket socket : sockets) {
            answers.add(answer(socket));
        }
        assertThat(answers)
                .filteredOn(answer -> answer.startsWith("HTTP/1.1 503"))
                .singleElement(STRING)
                .contains("Retry-After: 10");
        assertThat(answers)
                .filteredOn(answer -> answer.startsWith("HTTP/1.1 408"))
                .hasSize(250)
                .allSatisfy(answer -> assertThat(answer).contains("\"code\":\"timeout\""));
        // All places are given back, and all threads, though nobody has hung up.
        assertThat(answer(openWhole("Content-Length: " + LOGIN.length(), LOGIN)))
                .startsWith("HTTP/1.1 401");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nowhere", "/socket.io/?EIO=4&transport=polling", "/socket.io/socket.io.js"})
    void answersWhileMoreBodiesDripThanThereAreThreadsToWhereNobodyReadsThem(String path) throws Exception {
        for (int i = 0; i < 250; i++) {
            open(path, "Content-Length: 1000", "{");
        }
        for (Socket socket : sockets) {
            assertThat(socket.getInputStream().readNBytes(9)).asString().isEqualTo("HTTP/1.1 ");
        }
        assertThat(me()).isEqualTo(401);
    }

    @Test
    void answersWhileMoreBodiesThatAreTooLongDripThanThereAreThreads() throws Exception {
        String tooLong = "x".repeat(300_000);
        for (int i = 0; i < 150; i++) {
            assertThat(answer(open("Content-Length: 1000000", tooLong))).startsWith("HTTP/1.1 413");
        }
        assertThat(me()).isEqualTo(401);
    }

    @Test
    void takesABodyInPieces() throws Exception {
        assertThat(answer(openWhole("Content-Length: " + LOGIN.length(), LOGIN)))
                .startsWith("HTTP/1.1 401")
                .contains("\"code\":\"unauthorized\"");
    }

    @Test
    void knowsTheCallerWhenTheBodyComesInPieces() throws Exception {
        String ann = "{\"name\":\"Ann\",\"password\":\"correct horse\"}";
        String welcome = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.uri().resolve("api/auth/register"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(ann))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        String token = welcome.replaceFirst(".*\"token\":\"([^\"]+)\".*", "$1");
        for (int i = 0; i < 20; i++) {
            Socket socket = open("/api/chat/rooms", "Authorization: Bearer " + token + "\r\nContent-Length: 2", "");
            me();
            socket.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
            assertThat(answer(socket)).startsWith("HTTP/1.1 400").contains("\"field\":\"name\"");
        }
    }

    @Test
    void takesABodyInChunks() throws Exception {
        String chunks = Integer.toHexString(LOGIN.length()) + "\r\n" + LOGIN + "\r\n0\r\n\r\n";
        assertThat(answer(openWhole("Transfer-Encoding: chunked", chunks))).startsWith("HTTP/1.1 401");
    }

    @Test
    void refusesABodyThatIsTooLong() throws Exception {
        String body = "{\"name\":\"" + "x".repeat(70_000) + "\"}";
        assertThat(answer(openWhole("Content-Length: " + body.length(), body))).startsWith("HTTP/1.1 413");
    }

    private static int me() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("api/auth/me"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Sends the headers alone, and the body once the server has had a look at them. */
    private Socket openWhole(String header, String body) throws Exception {
        Socket socket = open(header, "");
        me();
        socket.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private Socket open(String header, String beginning) throws IOException {
        return open("/api/auth/login", header, beginning);
    }

    private Socket open(String path, String header, String beginning) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(60_000);
        sockets.add(socket);
        String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + header
                + "\r\n\r\n" + beginning;
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** The first answer, as much of it as comes at once with its problem. */
    private static String answer(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] bytes = new byte[8_192];
        int length;
        while (answer.indexOf("\"error\"") < 0
                && (length = socket.getInputStream().read(bytes)) >= 0) {
            answer.append(new String(bytes, 0, length, StandardCharsets.UTF_8));
        }
        return answer.toString();
    }
}
