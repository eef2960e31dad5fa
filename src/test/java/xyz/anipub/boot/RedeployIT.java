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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    private static final int TIMES = Integer.getInteger("anipub.redeployments", 10);

    /** Time for idle threads to end. */
    private static final Duration SOON = Duration.ofMinutes(1);

    /** Threads that only the application starts: its own, the driver's, Netty's. */
    private static final List<String> OURS = List.of(
            "anipub-", "cluster-", "BufferPoolPruner", "MaintenanceTimer", "ManagedThreadFactory", "multiThreadIo");

    /** What stands for connections, and for our part in the container's. */
    private static final List<String> HELD = List.of(
            "xyz.anipub.engineio.Session",
            "xyz.anipub.engineio.transport.websocket.FramedSocket",
            "xyz.anipub.engineio.transport.container.carrier.GrizzlyWire",
            "xyz.anipub.engineio.transport.container.carrier.SelectorStrategies$ForOurs",
            "xyz.anipub.engineio.transport.container.carrier.WireFilters");

    private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");

    private static final String CLASS_LOADER = "org.glassfish.web.loader.WebappClassLoader";

    /**
     * How many of an undeployed application's may stay, however often that happens: one by the first thread of Payara's for
     * asynchronous requests that take too long, one by the JDK, which remembers of which class it compared records last.
     */
    private static final int KEPT_BY_OTHERS = 2;

    private final TestServer server = SharedChat.server();

    /** One of each application: this one, and the one that Payara has for what belongs to none. */
    private final long loaders = instances().get(CLASS_LOADER);

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
            await().atMost(SOON).untilAsserted(() -> assertNothingIsLeft(instances()));
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

    private void assertNothingIsLeft(Map<String, Long> instances) {
        assertThat(instances).doesNotContainKeys(HELD.toArray(String[]::new));
        assertThat(instances.get(CLASS_LOADER)).isLessThanOrEqualTo(loaders - 1 + KEPT_BY_OTHERS);
    }

    /** How many there are of each class after a full collection. */
    private Map<String, Long> instances() {
        return jcmd("GC.class_histogram")
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(row -> row.group(2), row -> Long.parseLong(row.group(1)), Long::sum));
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
