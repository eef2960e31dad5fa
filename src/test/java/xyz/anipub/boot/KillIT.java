package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.TestServer;

/**
 * The server with its embedded store, killed in the midst of its work and started again at the same place. {@code
 * KilledChatTest} kills the chat without its container, which is there sooner, and so more often.
 */
class KillIT {

    private static final int KILLS = Integer.getInteger("anipub.server-kills", 3);
    private static final int SENDERS = 4;

    private final Path folder = TestServer.newFolder("killed-data");
    private final int port = TestServer.freePort();

    @Test
    @Timeout(900)
    void whatWasAcknowledgedIsThereOnceAfterEveryKill() {
        TestServer server = start();
        try {
            ChatApi api = new ChatApi(server.uri());
            List<Person> people = IntStream.range(0, SENDERS)
                    .mapToObj(i -> Person.register(api, "Sender"))
                    .toList();
            String room = people.get(0).createRoom();
            people.forEach(person -> person.join(room));
            List<UntilKilled> senders = new ArrayList<>();
            for (Person person : people) {
                senders.add(new UntilKilled(person, room, senders.size() % 2 == 0));
            }
            EditsUntilKilled editor = new EditsUntilKilled(people.get(0));
            for (int kill = 1; kill <= KILLS; kill++) {
                senders.forEach(UntilKilled::start);
                editor.start();
                int enough = 3 * kill;
                senders.forEach(sender -> sender.awaitAcknowledged(3));
                editor.awaitAcknowledged(enough);
                server.kill();
                senders.forEach(UntilKilled::awaitStopped);
                editor.awaitStopped();
                server = start();
                // Whatever had no answer is asked again under the same clientId.
                senders.forEach(UntilKilled::retry);
                editor.assertIsKept();
                assertIsWhole(everything(people.get(0), room), senders);
            }
        } finally {
            server.kill();
        }
    }

    /** Rooms follow their messages once a second, and when the server stops. */
    @Test
    @Timeout(300)
    void aRoomHasTheTimeOfItsLastMessageAfterAStopInOrder() throws InterruptedException {
        TestServer server = start();
        Person person = Person.register(new ChatApi(server.uri()), "Sender");
        String room = person.createRoom();
        Thread sender = new Thread(() -> postUntilRefused(person, room), "sender");
        sender.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> person.messages(room).size() > 10);
        server.close();
        sender.join();
        String log = server.log();
        server = start();
        try {
            String time =
                    person.get(Person.room(room)).send().expect(200).object().getString("updatedAt");
            List<JsonObject> all = everything(person, room);
            assertThat(time).as(log).isEqualTo(all.get(all.size() - 1).getString("timestamp"));
        } finally {
            server.kill();
        }
    }

    private static void postUntilRefused(Person person, String room) {
        JsonObject message = ChatApi.object("content", "going on");
        try {
            int status;
            do {
                status = person.tryPost(room, message).status();
            } while (status == 200 || status == 429);
        } catch (UncheckedIOException stopped) {
            // Nor does it answer any more.
        }
    }

    private TestServer start() {
        return TestServer.plan("killed")
                .war(TestServer.chatWar())
                .setting("anipub.data", folder.toString())
                .brief()
                .port(port)
                .start();
    }

    private static void assertIsWhole(List<JsonObject> messages, List<UntilKilled> senders) {
        assertThat(messages)
                .extracting(message -> message.getJsonNumber("seq").longValue())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, messages.size()).boxed().toList());
        // Content is made of the clientId: the same one stored twice would show here.
        assertThat(messages).extracting(message -> message.getString("content")).doesNotHaveDuplicates();
        assertThat(messages).extracting(message -> message.getString("_id")).doesNotHaveDuplicates();
        for (UntilKilled sender : senders) {
            for (Map.Entry<String, JsonObject> sent : sender.acknowledged().entrySet()) {
                long seq = sent.getValue().getJsonNumber("seq").longValue();
                assertThat(seq).as(sent.getKey()).isBetween(1L, (long) messages.size());
                assertThat(messages.get((int) seq - 1)).isEqualTo(sent.getValue());
            }
            List<String> own = messages.stream()
                    .filter(message -> message.getString("sender").equals(sender.id()))
                    .sorted(Comparator.comparing(
                            message -> message.getJsonNumber("seq").longValue()))
                    .map(message -> message.getString("content"))
                    .toList();
            assertThat(own)
                    .as("in the order of sending")
                    .containsExactlyElementsOf(sender.acknowledged().keySet());
        }
    }

    private static List<JsonObject> everything(Person reader, String room) {
        List<JsonObject> all = new ArrayList<>();
        String path = Person.room(room) + "/messages?after=0&limit=200";
        while (!path.isEmpty()) {
            var page = reader.get(path).send().expect(200);
            all.addAll(page.array().getValuesAs(JsonObject.class));
            path = page.link("next").orElse("");
        }
        return all;
    }
}
