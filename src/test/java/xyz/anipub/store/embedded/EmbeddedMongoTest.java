package xyz.anipub.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongoTest {

    @TempDir
    Path temporary;

    @Test
    void keepsDocumentsAndIndexesAcrossARestart() {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(temporary);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            messages(client).createIndex(new Document("room", 1).append("seq", -1), new IndexOptions().unique(true));
            messages(client)
                    .insertOne(new Document("_id", 1).append("room", "a").append("seq", 1L));
        }
        try (EmbeddedMongo mongo = EmbeddedMongo.open(temporary);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            assertThat(messages(client).find(Filters.eq("room", "a")).first()).containsEntry("seq", 1L);
            assertThatThrownBy(() -> messages(client)
                            .insertOne(
                                    new Document("_id", 2).append("room", "a").append("seq", 1L)))
                    .hasMessageContaining("room_1_seq_-1");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void letsOnlyTheOwnerReadItsFolderAndFile() throws IOException {
        Path folder = temporary.resolve("new").resolve("data");
        try (EmbeddedMongo mongo = EmbeddedMongo.open(folder)) {
            assertThat(mongo.connectionString()).contains("@127.0.0.1:");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve(EmbeddedMongoFile.NAME))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void refusesAFolderThatIsInUse() {
        try (EmbeddedMongo first = EmbeddedMongo.open(temporary)) {
            assertThat(first.connectionString()).isNotEmpty();
            assertThatThrownBy(() -> EmbeddedMongo.open(temporary).close())
                    .isInstanceOf(EmbeddedMongoUnavailableException.class)
                    .hasMessageContaining(temporary.toString())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void refusesAFileThatIsNotItsOwnAndLeavesItAsItIs() throws IOException {
        Path file = temporary.resolve(EmbeddedMongoFile.NAME);
        Files.writeString(file, "something else entirely\n".repeat(1_000));
        assertThatThrownBy(() -> EmbeddedMongo.open(temporary).close())
                .isInstanceOf(EmbeddedMongoUnavailableException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("move it away");
        assertThat(file).content().startsWith("something else").hasSize(24_000);
    }

    @Test
    void refusesAFolderThatCannotBeCreated() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> EmbeddedMongo.open(file.resolve("data")).close())
                .isInstanceOf(EmbeddedMongoUnavailableException.class)
                .hasMessageContaining("anipub.data");
    }

    @Test
    void leavesNoThreadBehind() {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(temporary);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            messages(client).insertOne(new Document());
        }
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("anipub-") || name.startsWith("globalEventExecutor")));
    }

    @Test
    void closesTwiceWithoutComplaint() {
        EmbeddedMongo mongo = EmbeddedMongo.open(temporary);
        mongo.close();
        mongo.close();
    }

    /** Freed space is used again after a second, so the faster the machine the more it writes until then. */
    @Test
    @Timeout(300)
    void keepsTheFileBoundedUnderManyUpdates() throws IOException {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(temporary);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            List<Document> rooms = IntStream.range(0, 500)
                    .mapToObj(id -> new Document("_id", id).append("text", "x".repeat(1_000)))
                    .toList();
            messages(client).insertMany(rooms);
            Path file = temporary.resolve(EmbeddedMongoFile.NAME);
            long written = 0;
            do {
                messages(client).updateMany(new Document(), Updates.set("written", written));
                written += 500 * 1_000;
            } while (written < 50_000_000 || Files.size(file) > written / 2);
        }
    }

    private static MongoCollection<Document> messages(MongoClient client) {
        return client.getDatabase("anipub").getCollection("messages");
    }
}
