package xyz.anipub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.ConnectionString;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MongoFailuresTest {

    private static final ServerAddress HERE = new ServerAddress();

    @TempDir
    Path folder;

    @Test
    void nobodyThereIsNoServer() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ConnectionString address =
                new ConnectionString("mongodb://127.0.0.1:" + port + "/?serverSelectionTimeoutMS=100");
        try (MongoClient client = MongoClients.create(MongoSettings.client(address))) {
            MongoException failure = failure(() ->
                    MongoSettings.database(client, address).getCollection("a").insertOne(new Document()));
            assertThat(MongoFailures.isNoServer(failure)).as(failure.toString()).isTrue();
            assertThat(MongoFailures.isPassing(failure)).isTrue();
        }
    }

    @Test
    void aSlowAnswerOrABusyPoolIsNotNoServer() {
        try (FaultyDatabase faulty = new FaultyDatabase(folder)) {
            MongoDatabase database = faulty.database(faulty.standalone(), Duration.ofSeconds(1), 1);
            database.getCollection("a").countDocuments();
            CompletableFuture<Void> gate = new CompletableFuture<>();
            faulty.standalone().once("insert", "a", Fault.held(gate));
            CompletableFuture<MongoException> slow = CompletableFuture.supplyAsync(
                    () -> failure(() -> database.getCollection("a").insertOne(new Document())));
            org.awaitility.Awaitility.await()
                    .until(() -> faulty.standalone().commands().size() > 1);
            MongoException busy = failure(() -> database.getCollection("a")
                    .withTimeout(100, TimeUnit.MILLISECONDS)
                    .insertOne(new Document()));
            assertThat(busy).hasMessageContaining("connection");
            gate.completeExceptionally(new IOException());
            assertThat(List.of(busy, slow.join())).allSatisfy(failure -> {
                assertThat(MongoFailures.isNoServer(failure)).isFalse();
                assertThat(MongoFailures.isPassing(failure)).isTrue();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 91, 134, 146, 175, 189, 262, 10107, 11600, 11602, 13435})
    void whatAHealthyServerAnswersAtABadTimePasses(int code) {
        assertThat(MongoFailures.isPassing(answer(code))).isTrue();
        assertThat(MongoFailures.isNoServer(answer(code))).isFalse();
        assertThat(MongoFailures.isDuplicate(answer(code))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 9, 13, 59, 85, 86})
    void aMistakeOfOursIsOne(int code) {
        assertThat(MongoFailures.isPassing(answer(code))).isFalse();
        assertThat(MongoFailures.isDuplicate(answer(code))).isFalse();
    }

    @Test
    void aLabelSaysThatItPasses() {
        MongoException labelled = answer(123456);
        labelled.addLabel("RetryableWriteError");
        assertThat(MongoFailures.isPassing(labelled)).isTrue();
    }

    @Test
    void aDuplicateIsOneUnlessMoreIsWrong() {
        BulkWriteError duplicate = new BulkWriteError(11000, "E11000", new BsonDocument(), 1);
        BulkWriteError interrupted = new BulkWriteError(11602, "stepped down", new BsonDocument(), 1);
        WriteConcernError unknown = new WriteConcernError(64, "WriteConcernFailed", "timeout", new BsonDocument());
        assertThat(MongoFailures.isDuplicate(answer(11000))).isTrue();
        assertThat(MongoFailures.isDuplicate(bulk(List.of(duplicate), null))).isTrue();
        assertThat(MongoFailures.isDuplicate(bulk(List.of(duplicate), unknown))).isFalse();
        assertThat(MongoFailures.isPassing(bulk(List.of(duplicate), unknown))).isTrue();
        assertThat(MongoFailures.isDuplicate(bulk(List.of(interrupted), null))).isFalse();
        assertThat(MongoFailures.isPassing(bulk(List.of(interrupted), null))).isTrue();
        assertThat(MongoFailures.isPassing(bulk(List.of(), unknown))).isTrue();
    }

    private static MongoException answer(int code) {
        return new MongoCommandException(
                new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(code)), HERE);
    }

    private static MongoException bulk(List<BulkWriteError> errors, WriteConcernError concern) {
        return new MongoBulkWriteException(
                BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of()), errors, concern, HERE, Set.of());
    }

    private static MongoException failure(Runnable call) {
        return catchThrowableOfType(MongoException.class, call::run);
    }
}
