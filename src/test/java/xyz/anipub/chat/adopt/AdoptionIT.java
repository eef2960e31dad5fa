package xyz.anipub.chat.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import xyz.anipub.store.MongoSettings;
import xyz.anipub.store.embedded.EmbeddedMongo;
import xyz.anipub.testing.ChatApi;
import xyz.anipub.testing.ChatClient;
import xyz.anipub.testing.GuideData;
import xyz.anipub.testing.Person;
import xyz.anipub.testing.Reply;
import xyz.anipub.testing.TestServer;

/** A server is pointed at a database of the guide's server, which goes on writing, and is killed in the middle. */
class AdoptionIT {

    private static final int BIG = 5_000;
    private static final int SMALL_ROOMS = 20;

    @TempDir
    private Path folder;

    private MongoDatabase database;
    private GuideData guide;

    @Test
    @Timeout(300)
    void adoptsWhatTheOtherServerLeavesAndWritesMeanwhile() {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(folder);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            database = MongoSettings.database(client, new ConnectionString(mongo.connectionString()));
            guide = new GuideData(database, 7);
            List.of("Ann", "Bob", "bob").forEach(guide::person);
            ObjectId big = guide.room("Anime Lovers", BIG, true);
            ObjectId other = guide.room("Anime lovers", 500, false);
            List<ObjectId> all = new ArrayList<>(List.of(big, other));
            IntStream.range(0, SMALL_ROOMS).forEach(i -> all.add(guide.room("Room " + i, 20, i % 2 == 0)));
            List<RawBsonDocument> before = guide.dump();

            String log;
            try (TestServer server = server(mongo)) {
                await().pollInterval(Duration.ofMillis(10))
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> database.getCollection("messages").estimatedDocumentCount() > 1_000);
                server.kill();
                log = server.log();
            }
            assertThat(database.getCollection("anipub_rooms").countDocuments())
                    .as("rooms when it was killed")
                    .isLessThan(all.size());
            // It has the chores for half a minute after its last beat; nobody waits here.
            database.getCollection("nodes").deleteMany(new Document());

            try (TestServer server = server(mongo)) {
                awaitRooms(all.size());
                all.forEach(this::assertIsWhole);
                assertThat(guide.dump()).isEqualTo(before);
                assertThat(log + server.log()).contains("is called Anime lovers-2 here", "is called bob-2 here");
                assertIsTold(server);
                Person ann = login(server, "somebody1@example.org");
                assertThat(ann.name()).isEqualTo("Ann");
                assertThat(login(server, "bob-2").name()).isEqualTo("bob-2");
                assertThat(user("Ann").getString("passwordHash")).startsWith("$argon2id$");
                assertThat(newest(ann, big)).isEqualTo(guide.contents(big).subList(BIG - 50, BIG));
                goOn(ann, big);
            }
        }
    }

    /** Two who write to one room through two servers. */
    private void goOn(Person ann, ObjectId room) {
        try (ChatClient listener = ChatClient.of(ann)) {
            listener.join(room.toHexString());
            assertThat(ann.post(room.toHexString(), "posted here").getInt("seq"))
                    .isEqualTo(BIG + 1);
            guide.push(room, 3, true);
            List<String> theirs = guide.contents(room).subList(BIG, BIG + 3);
            listener.awaitMessage(theirs.get(2));
            List<String> now = new ArrayList<>(theirs);
            now.add(0, "posted here");
            assertThat(contents(room).subList(BIG, BIG + 4)).isEqualTo(now);
            assertThat(ann.post(room.toHexString(), "posted later").getInt("seq"))
                    .isEqualTo(BIG + 5);
        }
    }

    private TestServer server(EmbeddedMongo mongo) {
        return TestServer.plan("adoption")
                .dearPasswords()
                .war(TestServer.chatWar())
                .brief()
                .setting("anipub.mongodb.uri", mongo.connectionString())
                .setting("anipub.adopt.again", "PT1S")
                .start();
    }

    private void awaitRooms(int rooms) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(
                        database.getCollection("adoptions").countDocuments(Filters.eq("done", true)))
                .isEqualTo(rooms));
    }

    private static void assertIsTold(TestServer server) {
        await().untilAsserted(() -> {
            JsonObject told = new ChatApi(server.uri())
                            .get("/health/ready")
                            .send()
                            .expect(200)
                            .object()
                            .getJsonArray("checks")
                            .getValuesAs(JsonValue::asJsonObject)
                            .stream()
                            .filter(check -> check.getString("name").equals("adoption"))
                            .findAny()
                            .orElseThrow();
            assertThat(told.getString("status")).isEqualTo("UP");
            assertThat(told.getJsonObject("data")).containsOnlyKeys("people", "rooms", "messages", "refused");
        });
        assertThat(server.log()).contains("Adopted, done: ");
    }

    private static Person login(TestServer server, String name) {
        ChatApi api = new ChatApi(server.uri());
        Reply welcome = api.post("/api/auth/login")
                .json(ChatApi.object("name", name, "password", GuideData.PASSWORD))
                .send()
                .expect(200);
        JsonObject user = welcome.object().getJsonObject("user");
        return new Person(
                api,
                user.getString("_id"),
                user.getString("name"),
                welcome.object().getString("token"),
                "");
    }

    private Document user(String name) {
        return database.getCollection("anipub_users")
                .find(Filters.eq("name", name))
                .first();
    }

    /** As the guide's page asks for them. */
    private static List<String> newest(Person person, ObjectId room) {
        return person.messages(room.toHexString(), "").expect(200).array().getValuesAs(JsonObject.class).stream()
                .map(message -> message.getString("content"))
                .toList();
    }

    private void assertIsWhole(ObjectId room) {
        assertThat(contents(room)).isEqualTo(guide.contents(room));
        assertThat(stored(room))
                .extracting(message -> message.getLong("seq"))
                .isEqualTo(LongStream.rangeClosed(1, guide.contents(room).size())
                        .boxed()
                        .toList());
    }

    private List<String> contents(ObjectId room) {
        return stored(room).stream()
                .map(message -> message.getString("content"))
                .toList();
    }

    private List<Document> stored(ObjectId room) {
        return database.getCollection("messages")
                .find(Filters.eq("room", room))
                .sort(Sorts.ascending("seq"))
                .into(new ArrayList<>());
    }
}
