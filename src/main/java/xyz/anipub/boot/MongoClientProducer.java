package xyz.anipub.boot;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import xyz.anipub.bean.SharedTime;
import xyz.anipub.bean.SingletonBean;
import xyz.anipub.chat.node.LiveNodes;
import xyz.anipub.metrics.Metrics;
import xyz.anipub.settings.Settings;
import xyz.anipub.store.MongoSettings;
import xyz.anipub.store.embedded.EmbeddedMongo;

/**
 * The database: the MongoDB of {@code MONGODB_URI} (or {@code anipub.mongodb.uri}), else an embedded one in {@code
 * anipub.data}. Opens no connection by itself: a database that is away fails nobody's deployment.
 */
@SingletonBean
class MongoClientProducer {

    @Inject
    private Settings settings;

    @Inject
    private Metrics metrics;

    private @Nullable EmbeddedMongo embedded;
    private MongoClient client;
    private MongoDatabase database;

    @PostConstruct
    void open() {
        Optional<String> uri = settings.text("mongodb.uri").or(() -> settings.text("anipub.mongodb.uri"));
        ConnectionString address = new ConnectionString(uri.orElseGet(this::openEmbedded));
        client = MongoClients.create(MongoClientSettings.builder(MongoSettings.client(address))
                .addCommandListener(metrics.store())
                .build());
        database = MongoSettings.database(client, address);
    }

    private String openEmbedded() {
        EmbeddedMongo opened = EmbeddedMongo.open(settings.path("anipub.data", "data"));
        embedded = opened;
        return opened.connectionString();
    }

    @Produces
    @Singleton
    MongoDatabase database() {
        return database;
    }

    /** For {@code auth}, which knows nothing of nodes. Static: what the nodes know is in the database. */
    @Produces
    @Singleton
    @SharedTime
    static Clock time(LiveNodes nodes, Clock local) {
        return nodes.byStore(local);
    }

    /** Whether this process alone can use it. */
    boolean isEmbedded() {
        return embedded != null;
    }

    /** Whether it is the embedded one, and its file cannot be opened. */
    boolean isBroken() {
        return embedded != null && embedded.isBroken();
    }

    /** Whether it is the embedded one, and its disk takes nothing. */
    boolean isReadOnly() {
        return embedded != null && embedded.isReadOnly();
    }

    /** Ends the driver's threads and the embedded store's. Also if the deployment has failed; twice is once. */
    @PreDestroy
    void close() {
        client.close();
        DriverBuffers.endPruning();
        if (embedded != null) {
            embedded.close();
        }
    }
}
