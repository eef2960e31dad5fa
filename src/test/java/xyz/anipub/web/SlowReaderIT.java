package xyz.anipub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xyz.anipub.testing.TestServer;

/** Clients that ask for many files and read none. */
class SlowReaderIT {

    private static final int MORE_THAN_THREADS = 250;

    @Test
    void answersOthersWhileManyDoNotRead(@TempDir Path store) throws Exception {
        List<Socket> lazy = new ArrayList<>();
        try (TestServer server = TestServer.plan("slow-reader")
                .war(TestServer.chatWar())
                .brief()
                .setting("anipub.data", store.toString())
                .start()) {
            for (int i = 0; i < MORE_THAN_THREADS; i++) {
                lazy.add(lazy(server.uri()));
            }
            for (int i = 0; i < 5; i++) {
                assertThat(status(server.uri().resolve("api/auth/me"))).isEqualTo(401);
            }
        } finally {
            for (Socket socket : lazy) {
                socket.close();
            }
        }
    }

    private static int status(URI uri) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** More files than the buffers between the two hold. */
    private static Socket lazy(URI server) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2_048);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        String get = "GET /socket.io/socket.io.js.map HTTP/1.1\r\nHost: x\r\n\r\n";
        socket.getOutputStream().write(get.repeat(40).getBytes(StandardCharsets.UTF_8));
        return socket;
    }
}
