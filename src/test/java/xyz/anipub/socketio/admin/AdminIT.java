package xyz.anipub.socketio.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.password4j.BcryptFunction;
import com.password4j.types.Bcrypt;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import xyz.anipub.testing.NodeTests;
import xyz.anipub.testing.RawSocket;
import xyz.anipub.testing.SharedChat;
import xyz.anipub.testing.TestServer;

/** Who may be an operator, and the admin page of npm in a browser, against a chat whose operators have a password. */
class AdminIT {

    private static final String PASSWORD = "open sesame";
    private static final Path PICTURES =
            Path.of(System.getProperty("anipub.build", "target"), "screenshots").toAbsolutePath();

    private static final int PAGE_PORT = TestServer.freePort();

    private static TestServer chat;

    @BeforeAll
    static void startAChatWithOperators() {
        chat = TestServer.plan("admin")
                .war(TestServer.chatWar())
                .brief()
                .setting("anipub.data", TestServer.newFolder("admin-data").toString())
                .setting(
                        "anipub.admin.password-hash",
                        BcryptFunction.getInstance(Bcrypt.B, 6).hash(PASSWORD).getResult())
                .setting("anipub.admin.mode", "development")
                .setting("anipub.origins", "http://127.0.0.1:" + PAGE_PORT)
                .start();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @Test
    void thePasswordLetsAnOperatorIn() {
        try (RawSocket socket = RawSocket.open(chat.uri(), 4)) {
            socket.await("0{");
            socket.send("40/admin,{\"username\":\"admin\",\"password\":\"wrong\"}");
            assertThat(socket.await("44/admin,")).contains("\"invalid credentials\"");
            socket.send("40/admin,{\"username\":\"admin\",\"password\":\"" + PASSWORD + "\"}");
            assertThat(socket.await("42/admin,")).startsWith("42/admin,[\"session\",");
            socket.await("40/admin,{\"sid\":");
        }
    }

    @Test
    void withoutAPasswordThereIsNoSuchNamespace() {
        try (RawSocket socket = RawSocket.open(SharedChat.server().uri(), 4)) {
            socket.await("0{");
            socket.send("40/admin,{\"username\":\"admin\",\"password\":\"\"}");
            assertThat(socket.await("44/admin,")).isEqualTo("44/admin,{\"message\":\"Invalid namespace\"}");
        }
    }

    @Test
    void aHashThatIsNoneEndsTheStartAndIsNotTold() {
        TestServer.Plan plan = TestServer.plan("admin-without-a-hash")
                .war(TestServer.chatWar())
                .brief()
                .setting("anipub.data", TestServer.newFolder("admin-data").toString())
                .environment("ANIPUB_ADMIN_PASSWORD_HASH", "plain-secret");

        assertThatThrownBy(plan::start).isInstanceOf(IllegalStateException.class);

        assertThat(TestServer.logOf("admin-without-a-hash"))
                .contains("Setting anipub.admin.password-hash must be a bcrypt hash")
                .doesNotContain("plain-secret");
    }

    @TestFactory
    Stream<DynamicTest> theAdminPageWorksInABrowser() {
        return NodeTests.run(
                Path.of("src/main/frontend"),
                "e2e/admin.test.js",
                Map.of(
                        "ANIPUB_URL", chat.uri().toString(),
                        "ANIPUB_ADMIN_PASSWORD", PASSWORD,
                        "ANIPUB_ADMIN_PAGE_PORT", String.valueOf(PAGE_PORT),
                        "ANIPUB_SCREENSHOTS", PICTURES.toString()));
    }
}
