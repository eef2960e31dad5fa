package xyz.anipub.store;

import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import xyz.anipub.store.embedded.EmbeddedMongo;
import xyz.anipub.testing.Folders;

/**
 * A fresh database behind the real driver, and the commands that were sent to it: in the MongoDB of {@code
 * ANIPUB_TEST_MONGODB_URI}, else in an embedded store. As a static extension it is there for all tests of a class.
 */
public class TestDatabase implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

    public final List<BsonDocument> commands = new CopyOnWriteArrayList<>();
    public MongoDatabase database;

    private Path folder;
    private Optional<EmbeddedMongo> embedded;
    private MongoClient client;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("test-database");
        open(folder);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        close();
        Folders.delete(folder);
    }

    /** Opens it in a folder of the caller's, who closes it. */
    public final void open(Path where) {
        Optional<String> uri = Optional.ofNullable(System.getenv("ANIPUB_TEST_MONGODB_URI"));
        embedded = uri.isPresent() ? Optional.empty() : Optional.of(EmbeddedMongo.open(where));
        client = client(
                uri.or(() -> embedded.map(EmbeddedMongo::connectionString)).orElseThrow());
        // The first connection of a virtual machine takes longer than these waits.
        await().until(() -> client.getClusterDescription().hasWritableServer());
        database = MongoSettings.database(client, "anipub_test_" + new ObjectId().toHexString());
    }

    /** The product's, with short waits for a server that is away; one that is not may take its time. */
    private MongoClient client(String uri) {
        CommandListener recorder = new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                // Indexes that only make reading fast are built meanwhile.
                if (!event.getCommandName().endsWith("Indexes")) {
                    commands.add(event.getCommand().clone());
                }
            }
        };
        return MongoClients.create(MongoClientSettings.builder(MongoSettings.client(new ConnectionString(uri)))
                .timeout(1, TimeUnit.MINUTES)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(500, TimeUnit.MILLISECONDS))
                .addCommandListener(recorder)
                .build());
    }

    /** The database without its documents: its indexes are made once for a class and not for each of its tests. */
    public final MongoDatabase emptied() {
        database.listCollectionNames()
                .forEach(name -> database.getCollection(name).deleteMany(new Document()));
        commands.clear();
        return database;
    }

    /** Whether the database can be stopped by {@link #stopServer}. */
    public final boolean isEmbedded() {
        return embedded.isPresent();
    }

    public final void stopServer() {
        embedded.orElseThrow().close();
    }

    @Override
    public void close() {
        if (!isEmbedded()) {
            database.drop();
        }
        client.close();
        embedded.ifPresent(EmbeddedMongo::close);
    }
}
