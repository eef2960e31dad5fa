package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.RawSocket;
import xyz.anipub.testing.RawUpgrade;
import xyz.anipub.testing.SharedChat;
import xyz.anipub.testing.TestServer;

/** The WAR is taken from a running server, and put there again. */
@EnabledIfSystemProperty(named = "anipub.container", matches = "payara-server")
class RedeployIT {

    private static final int TIMES = Integer.getInteger("anipub.redeployments", 2);

    /** Time for idle threads to end. */
    private static final Duration SOON = Duration.ofMinutes(1);

    /** Threads that only the application starts: its own, the driver's, Netty's. */
    private static final List<String> OURS = List.of(
            "anipub-", "cluster-", "BufferPoolPruner", "MaintenanceTimer", "ManagedThreadFactory", "multiThreadIo");

    private final TestServer server = SharedChat.server();

    @Test
    void leavesNothingBehindAndGoesOnWhereItWas() throws IOException {
        Person ann = Person.register("Ann");
        Person bob = Person.register("Bob");
        String room = ann.createRoom();
        bob.join(room);
        List<String> posted = new ArrayList<>();
        int before = server.log().length();

        for (int time = 1; time <= TIMES; time++) {
            serve(ann, bob, room, posted);
            assertThat(threads()).isNotEmpty();
            undeployUnderClients(bob, room);
            await().atMost(SOON).untilAsserted(() -> assertThat(threads()).isEmpty());
            server.deploy(TestServer.chatWar());
        }
        serve(ann, bob, room, posted);

        assertThat(server.log().substring(before))
                // What the server says of what an application leaves in it.
                .doesNotContain("failed to remove it", "failed to unregister it", "Failed to check for ThreadLocal")
                .doesNotContain("SEVERE", "SLF4J");
    }

    /** Each is told, and the connection of one that does not answer ends as well; Java's client does not, either. */
    private void undeployUnderClients(Person person, String room) throws IOException {
        URI socket = server.uri().resolve("socket.io/?EIO=4&transport=websocket");
        try (ChatClient client = ChatClient.of(person);
                RawSocket polite = RawSocket.open(server.uri(), 4);
                Socket deaf = RawUpgrade.openDeaf(socket)) {
            client.join(room);
            server.undeploy(TestServer.chatWar());
            polite.awaitClosed();
            assertThat(deaf.getInputStream().readAllBytes())
                    .as("all until the connection ends")
                    .isNotEmpty();
        }
    }

    /** One posts, the other one hears it, and all that was posted before is there. */
    private static void serve(Person poster, Person listener, String room, List<String> posted) {
        try (ChatClient socket = ChatClient.of(listener)) {
            socket.join(room);
            String text = Person.unique("text");
            poster.post(room, text, text);
            posted.add(text);
            socket.awaitMessage(text);
        }
        assertThat(poster.messages(room))
                .extracting(message -> message.getString("content"))
                .isEqualTo(posted);
    }

    private List<String> threads() {
        return jcmd("Thread.print")
                .filter(line -> line.startsWith("\""))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .filter(name -> OURS.stream().anyMatch(name::contains))
                .toList();
    }

    private Stream<String> jcmd(String command) {
        try {
            Process jcmd = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/jcmd", String.valueOf(server.pid()), command)
                    .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
