package xyz.anipub.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import xyz.anipub.chat.UnavailableException;
import xyz.anipub.chat.mongo.ChatStore;
import xyz.anipub.store.MongoFailures;
import xyz.anipub.store.MongoSettings;

/** A disk without room, or one that fails, and goes on later: no restart is needed, and nothing acknowledged is lost. */
@Timeout(120)
class DiskTroubleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final FaultyDisk disk = new FaultyDisk();
    private final List<Integer> acknowledged = new ArrayList<>();
    private EmbeddedMongo mongo;
    private MongoClient client;
    private MongoDatabase database;
    private int next;

    @BeforeEach
    void open() {
        open(disk);
        things().createIndex(Indexes.ascending("key"));
    }

    private void open(FaultyDisk plugged) {
        FaultyPath.plug(folder.toString(), plugged);
        mongo = EmbeddedMongo.open(folder, FaultyPath.WAY);
        ConnectionString address = new ConnectionString(mongo.connectionString());
        client = MongoClients.create(MongoSettings.client(address));
        database = MongoSettings.database(client, address);
    }

    @AfterEach
    void close() {
        client.close();
        mongo.close();
        FaultyPath.unplug(folder.toString());
    }

    private MongoCollection<Document> things() {
        return database.getCollection("things");
    }

    private void insert() {
        int id = next++;
        things().insertOne(new Document("_id", id).append("key", "k" + id % 10).append("text", "x".repeat(5_000)));
        acknowledged.add(id);
    }

    private void insertUntilRefused() {
        assertThatExceptionOfType(MongoException.class).isThrownBy(() -> {
            while (true) {
                insert();
            }
        });
    }

    private List<Integer> stored() {
        return things().find().map(thing -> thing.getInteger("_id")).into(new ArrayList<>());
    }

    /** By the index as well. */
    private void assertHasAllThatWasAcknowledged() {
        List<Integer> stored = stored();
        assertThat(stored).containsAll(acknowledged);
        List<Integer> indexed = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            things().find(Filters.eq("key", "k" + i))
                    .map(thing -> thing.getInteger("_id"))
                    .into(indexed);
        }
        assertThat(indexed).containsExactlyInAnyOrderElementsOf(stored);
    }

    private void awaitReadOnly() {
        await().atMost(PATIENCE).until(() -> mongo.isReadOnly() && !mongo.isBroken());
    }

    private void awaitWritable() {
        await().atMost(PATIENCE).until(() -> !mongo.isReadOnly() && !mongo.isBroken());
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(MongoException.class)
                .untilAsserted(this::insert);
    }

    @Test
    void goesOnWhenThereIsRoomAgain() {
        insert();
        disk.setFull(true);
        insertUntilRefused();
        awaitReadOnly();

        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(MongoException.class)
                .untilAsserted(this::assertHasAllThatWasAcknowledged);
        assertThatExceptionOfType(MongoException.class)
                .isThrownBy(this::insert)
                .matches(MongoFailures::isFull)
                .matches(MongoFailures::isPassing);
        assertThat(stored()).as("what was refused").doesNotContain(next - 1);

        disk.setFull(false);
        awaitWritable();
        assertHasAllThatWasAcknowledged();
        close();
        open(disk);
        assertHasAllThatWasAcknowledged();
    }

    @Test
    void tellsTheChatWhatIsWrong() {
        ChatStore store = new ChatStore(database);
        store.createIndexes();
        disk.setFull(true);
        insertUntilRefused();
        awaitReadOnly();
        await().atMost(PATIENCE).untilAsserted(() -> assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> store.write(() -> store.rooms().insertOne(new Document())))
                .withMessageContaining("disk is full"));
        disk.setFull(false);
        awaitWritable();
        store.write(() -> store.rooms().insertOne(new Document()));
    }

    /** The system says once that it could not write, and takes it for written from then on. */
    @Test
    void trustsNoSyncBehindOneThatFailed() {
        insert();
        close();
        // Its header says that it was closed in order, until a sync succeeds.
        open(disk);
        disk.setFailing(true);
        insertUntilRefused();
        disk.setFailing(false);
        awaitReadOnly();
        awaitWritable();
        insert();
        FaultyDisk found = disk.afterPowerLoss(new Random(1));
        close();
        open(found);
        assertHasAllThatWasAcknowledged();
    }

    @Test
    void closesWhileItsDiskIsFull() {
        disk.setFull(true);
        insertUntilRefused();
        close();
        disk.setFull(false);
        open(disk);
        assertHasAllThatWasAcknowledged();
    }
}
