package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.SharedChat;
import xyz.anipub.testing.TestServer;

/** The WAR is taken from a running server, and put there again. */
@EnabledIfSystemProperty(named = "anipub.container", matches = "payara-server")
class RedeployIT {

    /** Threads that only the application starts: its own, the driver's, Netty's. */
    private static final List<String> OURS = List.of(
            "anipub-embedded-mongo", "cluster-", "BufferPoolPruner", "MaintenanceTimer", "ManagedThreadFactory");

    @Test
    void leavesNothingBehindAndGoesOnWhereItWas() throws Exception {
        TestServer server = SharedChat.server();
        Person ann = Person.register("Ann");
        String room = ann.createRoom();
        ann.post(room, "before", "1");

        for (int i = 0; i < 2; i++) {
            assertThat(threads(server)).isNotEmpty();
            server.undeploy(TestServer.chatWar());
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(threads(server)).isEmpty());
            server.deploy(TestServer.chatWar());
        }

        assertThat(ann.messages(room))
                .extracting(message -> message.getString("content"))
                .containsExactly("before");
        try (ChatClient socket = ChatClient.of(ann)) {
            socket.join(room);
        }
        // What the server says of classes that an application leaves to it.
        assertThat(server.log()).doesNotContain("failed to remove it", "failed to stop it", "failed to unregister it");
    }

    private static List<String> threads(TestServer server) throws IOException {
        Process jcmd = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/jcmd", String.valueOf(server.pid()), "Thread.print")
                .start();
        String all = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return all.lines()
                .filter(line -> line.startsWith("\""))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .filter(name -> OURS.stream().anyMatch(name::contains))
                .toList();
    }
}
