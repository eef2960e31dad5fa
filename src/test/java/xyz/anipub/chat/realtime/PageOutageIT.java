package xyz.anipub.chat.realtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import xyz.anipub.testing.NodeTests;
import xyz.anipub.testing.TestServer;

/** Pages in a real browser while their server is killed, away and started again at the same address and with its data. */
class PageOutageIT {

    private static final int PORT = TestServer.freePort();
    private static final Path FOLDER = TestServer.newFolder("outage-data");

    private static TestServer chat;
    private static HttpServer control;

    @BeforeAll
    static void start() throws IOException {
        chat = startChat();
        control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        control.createContext("/outage", PageOutageIT::outage);
        control.start();
    }

    @AfterAll
    static void stop() {
        control.stop(0);
        chat.close();
    }

    private static TestServer startChat() {
        return TestServer.plan("page-outage")
                .war(TestServer.chatWar())
                .setting("anipub.data", FOLDER.toString())
                .brief()
                .port(PORT)
                .start();
    }

    /** {@code POST /outage?seconds=20}: kills the server, leaves it away that long, and answers when it is back. */
    private static void outage(HttpExchange exchange) throws IOException {
        try (exchange) {
            int seconds = Integer.parseInt(exchange.getRequestURI().getQuery().substring("seconds=".length()));
            try {
                chat.kill();
                TimeUnit.SECONDS.sleep(seconds);
                chat = startChat();
                exchange.sendResponseHeaders(204, -1);
            } catch (InterruptedException | IllegalStateException e) {
                byte[] reason = e.toString().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(500, reason.length);
                exchange.getResponseBody().write(reason);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> aServerThatIsKilledAndAwayLosesAndDoublesNothing() {
        return NodeTests.run(
                JavaScriptIT.FRONTEND,
                "e2e/outage.test.js",
                Map.of(
                        "ANIPUB_URL",
                        "http://127.0.0.1:" + PORT,
                        "ANIPUB_OUTAGE",
                        "http://127.0.0.1:" + control.getAddress().getPort() + "/outage",
                        "ANIPUB_SCREENSHOTS",
                        JavaScriptIT.PICTURES.toString()));
    }
}
