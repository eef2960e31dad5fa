package xyz.anipub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xyz.anipub.store.embedded.EmbeddedMongo;

/** The proxy itself: what a driver sees of it. */
class FaultProxyTest {

    @TempDir
    static Path folder;

    private static EmbeddedMongo store;

    private FaultProxy proxy;
    private MongoClient client;
    private MongoCollection<Document> things;

    @BeforeAll
    static void start() {
        store = EmbeddedMongo.open(folder);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @BeforeEach
    void connect() {
        proxy = FaultProxy.replicaSet(store.connectionString());
        client = client(proxy);
        things = client.getDatabase("proxy").getCollection("things").withWriteConcern(WriteConcern.MAJORITY);
        things.drop();
    }

    @AfterEach
    void disconnect() {
        client.close();
        proxy.close();
    }

    private static MongoClient client(FaultProxy proxy) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(proxy.uri()))
                .timeout(20, TimeUnit.SECONDS)
                .build());
    }

    @Test
    void looksLikeAReplicaSetWithSessions() {
        things.insertOne(new Document("_id", 1));
        assertThat(things.find().first()).isEqualTo(new Document("_id", 1));
        assertThat(client.getClusterDescription().getServerDescriptions()).hasSize(2);
        assertThat(proxy.commands())
                .filteredOn(command -> command.getFirstKey().equals("insert"))
                .allSatisfy(insert -> assertThat(insert).containsKeys("lsid", "txnNumber", "maxTimeMS"));
    }

    @Test
    void answersARetryWithTheFirstResult() {
        FaultProxy.Rule rule = proxy.once("insert", "things", Fault.replyDropped());
        things.insertOne(new Document("_id", 1));
        assertThat(rule.met()).isEqualTo(1);
        assertThat(proxy.commands())
                .filteredOn(command -> command.getFirstKey().equals("insert"))
                .hasSize(2);
        assertThat(things.countDocuments()).isEqualTo(1);
    }

    @Test
    void movesThePrimaryInTheMiddleOfABatch() {
        proxy.once("insert", "things", Fault.primaryMovedAfter(2));
        assertThat(things.insertMany(List.of(new Document("_id", 1), new Document("_id", 2), new Document("_id", 3)))
                        .getInsertedIds())
                .hasSize(3);
        assertThat(things.countDocuments()).isEqualTo(3);
        proxy.movePrimary();
        things.insertOne(new Document("_id", 4));
        assertThat(things.countDocuments()).isEqualTo(4);
    }

    @Test
    void releasesAnInsertAfterTheDriverGaveUp() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        proxy.once("insert", "things", Fault.held(gate));
        assertThatThrownBy(() -> things.withTimeout(200, TimeUnit.MILLISECONDS).insertOne(new Document("_id", 1)))
                .isInstanceOf(MongoOperationTimeoutException.class);
        assertThat(things.countDocuments()).isZero();
        gate.complete(null);
        org.awaitility.Awaitility.await().until(() -> things.countDocuments() == 1);
    }

    @Test
    void answersWriteConcernErrors() {
        proxy.once("insert", "things", Fault.writeConcernError(64, "WriteConcernFailed"));
        assertThatThrownBy(() -> things.insertOne(new Document("_id", 1)))
                .isInstanceOf(MongoWriteConcernException.class);
        assertThat(things.countDocuments()).isEqualTo(1);
    }

    @Test
    void looksLikeAStandaloneServerWhichRetriesNothing() {
        try (FaultProxy alone = FaultProxy.standalone(store.connectionString());
                MongoClient lonely = client(alone)) {
            MongoCollection<Document> its = lonely.getDatabase("proxy").getCollection("things");
            alone.once("insert", "things", Fault.replyDropped());
            assertThatThrownBy(() -> its.insertOne(new Document("_id", 1))).isInstanceOf(MongoException.class);
            assertThat(its.countDocuments()).isEqualTo(1);
            alone.always("insert", "things", Fault.primaryElsewhere());
            assertThatThrownBy(() -> its.insertOne(new Document("_id", 2)))
                    .isInstanceOf(MongoNotPrimaryException.class);
        }
    }
}
