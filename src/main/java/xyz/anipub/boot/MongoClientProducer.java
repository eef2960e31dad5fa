package xyz.anipub.boot;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The database: the MongoDB of {@code MONGODB_URI} (or {@code anipub.mongodb.uri}), else an embedded one in {@code
 * anipub.data}. Opens no connection by itself: a database that is away fails nobody's deployment.
 *
 * <p>Every wait for it is bounded: 2 s for a server and for a connection of the pool, 5 s for an answer.
 */
@ApplicationScoped
class MongoClientProducer {

    private static final String DATABASE = "anipub";

    @Inject
    private Settings settings;

    private @Nullable EmbeddedMongo embedded;
    private MongoClient client;
    private MongoDatabase database;

    @PostConstruct
    void open() {
        Optional<String> uri = settings.text("mongodb.uri").or(() -> settings.text("anipub.mongodb.uri"));
        if (uri.isEmpty()) {
            embedded = EmbeddedMongo.open(settings.path("anipub.data", "data"));
        }
        ConnectionString address = new ConnectionString(uri.orElseGet(() -> embedded.connectionString()));
        client = MongoClients.create(clientSettings(address));
        database = client.getDatabase(Optional.ofNullable(address.getDatabase()).orElse(DATABASE))
                // Whatever the address says: the rules of the chat read what was just written.
                .withReadPreference(ReadPreference.primary());
    }

    @Produces
    @Singleton
    MongoDatabase database() {
        return database;
    }

    /** Ends the driver's threads and the embedded store's. */
    void close() {
        client.close();
        DriverBuffers.endPruning();
        if (embedded != null) {
            embedded.close();
        }
    }

    private static MongoClientSettings clientSettings(ConnectionString address) {
        return MongoClientSettings.builder()
                .applicationName("anipub-chat")
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(2, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(5, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(2, TimeUnit.SECONDS))
                // Last: what the address says of these wins.
                .applyConnectionString(address)
                .build();
    }
}
