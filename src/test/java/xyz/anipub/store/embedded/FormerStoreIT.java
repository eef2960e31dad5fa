package xyz.anipub.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xyz.anipub.store.MongoSettings;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.TestServer;

/**
 * The embedded store of a server of the version before messages kept in themselves that they await an emit ({@code echoes}), which was
 * killed between the two steps of a message. Ann, Bob and Zoë had a room in it; Ann was there by a socket.
 */
class FormerStoreIT {

    private static final String STORE = "former-store.mv.db.gz";
    private static final String ROOM = "6b0b3db592ca172c920787a1";
    private static final String INTERRUPTED = "two steps, killed between them";

    private static final List<String> CONTENTS = List.of(
            "one step, edited",
            "Hello @Ann",
            "",
            "without a socket, no emit followed",
            "two steps, both made",
            "announced late, no emit followed",
            INTERRUPTED);

    private static final List<String> FORMER_INDEXES = List.of("room_1_sender_1_clientId_1", "room_1_change_1");
    private static final List<String> INDEXES = List.of("clientIds", "changes", "open", "openUntil");

    @TempDir
    private Path folder;

    @Test
    void goesOnInThisVersion() throws IOException {
        try (InputStream kept = new GZIPInputStream(FormerStoreIT.class.getResourceAsStream(STORE))) {
            Files.copy(kept, folder.resolve(EmbeddedMongoFile.NAME));
        }
        assertThat(look(folder, FormerStoreIT::indexes))
                .containsAll(FORMER_INDEXES)
                .doesNotContainAnyElementsOf(INDEXES);
        assertThat(look(folder, FormerStoreIT::echoes)).anyMatch(echo -> !echo.getBoolean("announced"));

        server("PT2M", server -> {
            Person ann = login(server, "Ann");
            Person bob = login(server, "Bob");
            List<JsonObject> messages = bob.messages(ROOM);
            assertIsAsItWas(messages);
            goOn(ann, bob, messages);
        });
        server("PT1S", server -> {
            assertThat(login(server, "Zoë").messages(ROOM)).hasSize(CONTENTS.size() + 2);
            await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> assertThat(collections(copy()))
                    .doesNotContain("echoes"));
        });

        assertThat(look(folder, FormerStoreIT::indexes))
                .containsAll(INDEXES)
                .doesNotContainAnyElementsOf(FORMER_INDEXES);
    }

    private static void assertIsAsItWas(List<JsonObject> messages) {
        assertThat(messages).extracting(message -> message.getString("content")).containsExactlyElementsOf(CONTENTS);
        assertThat(messages).extracting(message -> message.getInt("seq")).containsExactly(1, 2, 3, 4, 5, 6, 7);
        JsonObject answer = messages.get(1);
        assertThat(answer.getJsonObject("replyTo").getInt("seq")).isEqualTo(1);
        assertThat(answer.getJsonArray("mentions")).hasSize(1);
        assertThat(answer.getJsonArray("reactions")).hasSize(1);
        assertThat(messages.get(2).getBoolean("deleted")).isTrue();
    }

    /** The emit finds its message although its time is over; the next one finds none. */
    private static void goOn(Person ann, Person bob, List<JsonObject> messages) {
        JsonObject answer = messages.get(1);
        JsonObject again = bob.tryPost(
                        ROOM,
                        Json.createObjectBuilder()
                                .add("content", "Hello @Ann")
                                .add("clientId", "c2")
                                .add("replyTo", answer.getJsonObject("replyTo").getString("_id"))
                                .build())
                .expect(200)
                .object()
                .getJsonObject("message");
        assertThat(again).as("repeated").isEqualTo(answer);

        try (ChatClient sender = ChatClient.of(ann);
                ChatClient listener = ChatClient.of(bob)) {
            sender.join(ROOM);
            listener.join(ROOM);
            assertThat(sender.send(ROOM, INTERRUPTED).getInt("seq")).isEqualTo(CONTENTS.size());
            assertThat(sender.send(ROOM, INTERRUPTED).getInt("seq")).isEqualTo(CONTENTS.size() + 1);
            assertThat(ann.post(ROOM, "in two steps").getInt("seq")).isEqualTo(CONTENTS.size() + 2);
            assertThat(sender.send(ROOM, "in two steps").getInt("seq")).isEqualTo(CONTENTS.size() + 2);
            listener.awaitMessage("in two steps");
            assertThat(listener.objects("receive_message"))
                    .extracting(message -> message.getInt("seq"))
                    .doesNotHaveDuplicates()
                    .contains(CONTENTS.size() + 1, CONTENTS.size() + 2);
        }
    }

    private interface Use {
        void of(TestServer server) throws IOException;
    }

    /** @param echoLifetime for how long a message awaits its emit, and what was found is kept */
    private void server(String echoLifetime, Use use) throws IOException {
        try (TestServer server = TestServer.plan("former-store")
                .war(TestServer.chatWar())
                .brief()
                .setting("anipub.data", folder.toString())
                .setting("anipub.message.echo-lifetime", echoLifetime)
                .start()) {
            use.of(server);
        }
    }

    private static Person login(TestServer server, String name) {
        return new Person(new ChatApi(server.uri()), "", name, "", "").again();
    }

    /** The store as a kill at this moment would leave it; else its process alone may open it. */
    private Path copy() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        Files.copy(
                folder.resolve(EmbeddedMongoFile.NAME),
                copy.resolve(EmbeddedMongoFile.NAME),
                StandardCopyOption.REPLACE_EXISTING);
        return copy;
    }

    private static <T> T look(Path folder, Function<MongoDatabase, T> at) {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(folder);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            return at.apply(MongoSettings.database(client, new ConnectionString(mongo.connectionString())));
        }
    }

    private static List<String> collections(Path folder) {
        return look(folder, database -> database.listCollectionNames().into(new ArrayList<>()));
    }

    private static List<String> indexes(MongoDatabase database) {
        return database.getCollection("messages")
                .listIndexes()
                .map(index -> index.getString("name"))
                .into(new ArrayList<>());
    }

    private static List<Document> echoes(MongoDatabase database) {
        return database.getCollection("echoes").find().into(new ArrayList<>());
    }
}
