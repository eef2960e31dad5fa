package xyz.anipub.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongoTest {

    @TempDir
    Path folder;

    @Test
    void keepsDocumentsAcrossARestart() {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(folder);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            messages(client).insertOne(new Document("_id", 1).append("text", "kept"));
        }
        try (EmbeddedMongo mongo = EmbeddedMongo.open(folder);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            assertThat(messages(client).find().first()).containsEntry("text", "kept");
        }
    }

    private static MongoCollection<Document> messages(MongoClient client) {
        return client.getDatabase("anipub").getCollection("messages");
    }
}
