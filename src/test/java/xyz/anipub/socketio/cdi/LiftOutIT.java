package xyz.anipub.socketio.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xyz.anipub.engineio.transport.EngineClient;
import xyz.anipub.engineio.transport.EngineSocket;
import xyz.anipub.testing.TestServer;
import xyz.anipub.testing.TestWar;

/**
 * Somebody else's application on this server: one WAR that takes {@code engineio} and {@code socketio} with what is
 * below them, and one
 * that takes {@code socketio.cdi} as well and has nothing but annotated beans.
 */
class LiftOutIT {

    private static final String EXAMPLE = "org.example.chat.";
    private static Path plain;
    private static Path annotated;
    private static TestServer server;

    @BeforeAll
    static void start() {
        plain = lifted("plain")
                .without("xyz.anipub.socketio.cdi")
                .testClass(EXAMPLE + "PlainChat")
                .write();
        annotated = annotated("annotated").write();
        server = TestServer.plan("lift-out").war(plain).war(annotated).brief().start();
    }

    /** The last thing that clients notice. */
    @AfterAll
    static void saysThatItGoesAway() {
        EngineSocket socket =
                EngineClient.socket(server.uri().resolve("plain/socket.io/"), "EIO=4&transport=websocket");
        EngineClient.sidOf(socket.next());

        server.close();

        assertThat(socket.closeCode()).isEqualTo(1001);
    }

    private static TestWar lifted(String name) {
        return TestWar.named(name)
                .programPackage("xyz.anipub.peer")
                .programPackage("xyz.anipub.queue")
                .programPackage("xyz.anipub.trace")
                .programPackage("xyz.anipub.engineio")
                .programPackage("xyz.anipub.socketio");
    }

    private static TestWar annotated(String name) {
        TestWar war = lifted(name);
        List.of("Chat", "ChatServer", "Errand", "Lobby", "Login", "Said", "Say", "User")
                .forEach(type -> war.testClass(EXAMPLE + type));
        return war;
    }

    private static TreeSet<String> packages(Path war) {
        TreeSet<String> packages = new TreeSet<>();
        try (JarFile jar = new JarFile(war.toFile())) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring("WEB-INF/classes/".length(), name.lastIndexOf('/')))
                    .forEach(name -> packages.add(name.replace('/', '.')));
            return packages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theArchivesHoldNothingElseOfOurs() {
        List<String> engineAndServer = new ArrayList<>(List.of(
                "org.example.chat",
                "xyz.anipub.engineio",
                "xyz.anipub.engineio.config",
                "xyz.anipub.engineio.handshake",
                "xyz.anipub.engineio.packet",
                "xyz.anipub.engineio.relay",
                "xyz.anipub.engineio.session",
                "xyz.anipub.engineio.transport",
                "xyz.anipub.engineio.transport.container",
                "xyz.anipub.engineio.transport.container.carrier",
                "xyz.anipub.engineio.transport.http",
                "xyz.anipub.engineio.transport.polling",
                "xyz.anipub.engineio.transport.relayed",
                "xyz.anipub.engineio.transport.upgrade",
                "xyz.anipub.engineio.transport.websocket",
                "xyz.anipub.engineio.websocket",
                "xyz.anipub.peer",
                "xyz.anipub.queue",
                "xyz.anipub.socketio",
                "xyz.anipub.socketio.adapter",
                "xyz.anipub.socketio.adapter.cluster",
                "xyz.anipub.socketio.adapter.cluster.carrier",
                "xyz.anipub.socketio.adapter.cluster.recovery",
                "xyz.anipub.socketio.adapter.log",
                "xyz.anipub.socketio.adapter.memory",
                "xyz.anipub.socketio.adapter.recovery",
                "xyz.anipub.socketio.adapter.redis",
                "xyz.anipub.socketio.adapter.redis.codec",
                "xyz.anipub.socketio.adapter.redis.connection",
                "xyz.anipub.socketio.admin",
                "xyz.anipub.socketio.config",
                "xyz.anipub.socketio.connection",
                "xyz.anipub.socketio.delivery",
                "xyz.anipub.socketio.event",
                "xyz.anipub.socketio.handshake",
                "xyz.anipub.socketio.msgpack",
                "xyz.anipub.socketio.packet",
                "xyz.anipub.socketio.server",
                "xyz.anipub.trace",
                "xyz.anipub.trace.json"));
        if (TestServer.isEndpointOnly()) {
            engineAndServer.remove("xyz.anipub.engineio.transport.container.carrier");
        }
        assertThat(packages(plain)).containsExactlyElementsOf(engineAndServer);
        assertThat(packages(annotated)).contains("xyz.anipub.socketio.cdi").hasSize(engineAndServer.size() + 1);
    }

    @ParameterizedTest
    @CsvSource({"plain,websocket", "plain,polling", "annotated,websocket", "annotated,polling", "annotated,"})
    void theStockClientChatsOnIt(String war, String transport) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        "node",
                        "e2e/lift-out.mjs",
                        server.uri().resolve("/").toString().replaceFirst("/$", ""),
                        "/" + war + "/socket.io/",
                        transport == null ? "" : transport)
                .directory(Path.of("src/main/frontend").toFile())
                .redirectErrorStream(true);
        Process node = builder.start();
        String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(node.exitValue()).as(output).isZero();
    }

    private static EngineSocket join(String name) {
        URI base = server.uri().resolve("annotated/socket.io/");
        EngineSocket socket =
                EngineClient.socket(base, "EIO=4&transport=websocket").answeringPings();
        EngineClient.sidOf(socket.next());
        socket.send("40/chat,{\"name\":\"" + name + "\"}");
        assertThat(socket.next()).startsWith("40/chat,{\"sid\":");
        // CONNECT is sent before the handler has put the socket into the lobby; events are handled after it.
        socket.send("42/chat,0[\"errands\"]");
        assertThat(next(socket, "43")).isEqualTo("43/chat,0[3]");
        return socket;
    }

    /** The next message that begins with this pattern; others in the lobby come and go. */
    private static String next(EngineSocket socket, String beginning) {
        String message = socket.next();
        while (!message.matches(beginning + ".*")) {
            message = socket.next();
        }
        return message;
    }

    @Test
    void annotatedMethodsServeTheWire() {
        EngineSocket eve = join("Eve");
        EngineSocket zoe = join("Zoe");
        eve.send("42/chat,1[\"say\",{\"text\":\"hi\"}]");
        assertThat(next(eve, "43")).isEqualTo("43/chat,1[{\"by\":\"Eve\",\"text\":\"hi\"}]");
        assertThat(next(zoe, "42/chat,\\[\"said\"")).isEqualTo("42/chat,[\"said\",{\"by\":\"Eve\",\"text\":\"hi\"}]");

        eve.send("42/chat,2[\"ask\",\"why\"]");
        String question = next(zoe, "42/chat,\\d");
        assertThat(question).matches("42/chat,\\d+\\[\"question\",\"why\"]");
        zoe.send("43" + question.substring(2, question.indexOf('[')) + "[\"so\"]");
        assertThat(next(eve, "43")).isEqualTo("43/chat,2[1]");

        eve.send("451-/chat,3[\"count\",{\"_placeholder\":true,\"num\":0},\"x\",\"y\"]");
        eve.send(new byte[] {1, 2, 3});
        assertThat(next(eve, "43")).isEqualTo("43/chat,3[5]");

        zoe.close();
        assertThat(next(eve, "42/chat,\\[\"left\",\"Zoe\"")).endsWith(",\"transport close\"]");
        eve.close();
    }

    @Test
    void eachCallHasARequestOfItsOwn() {
        EngineSocket ann = join("Ann");
        for (int i = 1; i <= 2; i++) {
            ann.send("42/chat," + i + "[\"errands\"]");
            assertThat(next(ann, "43")).isEqualTo("43/chat," + i + "[3]");
        }
        ann.close();
    }

    @Test
    void failuresAreAnsweredAndTheConnectionLives() {
        EngineSocket ann = join("Ann");
        ann.send("42/chat,1[\"refused\"]");
        assertThat(next(ann, "43")).contains("43/chat,1[{", "\"refused\":\"refused\"", "\"why\":\"not that\"");
        ann.send("42/chat,2[\"bug\"]");
        assertThat(next(ann, "43")).contains("\"code\":\"internal\"").doesNotContain("secret");
        ann.send("42/chat,3[\"say\",{\"text\":[]}]");
        assertThat(next(ann, "43"))
                .contains("\"code\":\"invalid_argument\"", "\"message\":\"argument 1: text must be a string\"");
        ann.close();
    }

    @Test
    void aHandlerThatCannotBeCalledEndsTheStart() {
        Path broken = annotated("broken").testClass(EXAMPLE + "BrokenHandlers").write();
        assertThatThrownBy(() ->
                        TestServer.plan("lift-out-broken").war(broken).brief().start())
                .isInstanceOf(IllegalStateException.class);
        assertThat(TestServer.newFolder("x").resolveSibling("lift-out-broken.log"))
                .content()
                .contains(
                        "org.example.chat.BrokenHandlers.say: parameter 2 (thread): nothing makes a java.lang.Thread");
    }
}
