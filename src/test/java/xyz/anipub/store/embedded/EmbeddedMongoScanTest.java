package xyz.anipub.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongoScanTest {

    private static final List<Object> VALUES =
            List.of(1, 2L, 3.5, -7, "a", "b", "bb", true, new Document("nested", List.of(1, 2)), new Document());

    @TempDir
    Path folder;

    private final Random random = new Random(7);

    /** The same questions to a collection with indexes and to one without; the order is made total by {@code _id}. */
    @Test
    void answersAsAScanOfEverythingWould() {
        try (EmbeddedMongo mongo = EmbeddedMongo.open(folder);
                MongoClient client = MongoClients.create(mongo.connectionString())) {
            MongoDatabase database = client.getDatabase("anipub");
            MongoCollection<Document> indexed = database.getCollection("indexed");
            MongoCollection<Document> plain = database.getCollection("plain");
            indexed.createIndex(new Document("a", 1).append("b", -1).append("_id", 1));
            indexed.createIndex(new Document("b", 1));
            for (int id = 0; id < 300; id++) {
                Document document = new Document("_id", id);
                for (String field : List.of("a", "b", "c")) {
                    if (random.nextInt(5) > 0) {
                        document.append(field, value());
                    }
                }
                indexed.insertOne(document);
                plain.insertOne(document);
            }
            for (int i = 0; i < 500; i++) {
                Document query = query();
                Document sort = sort();
                int limit = 1 + random.nextInt(20);
                assertThat(find(indexed, query, sort, limit))
                        .as("%s sorted by %s", query, sort)
                        .isEqualTo(find(plain, query, sort, limit));
                assertThat(indexed.countDocuments(query)).isEqualTo(plain.countDocuments(query));
                assertThat(ids(indexed, query)).as("%s", query).isEqualTo(ids(plain, query));
            }
        }
    }

    private static List<Document> find(MongoCollection<Document> in, Document query, Document sort, int limit) {
        return in.find(query).sort(sort).limit(limit).into(new ArrayList<>());
    }

    private static List<Document> ids(MongoCollection<Document> in, Document query) {
        return in.aggregate(List.of(
                        new Document("$match", query),
                        new Document("$sort", new Document("_id", 1)),
                        new Document("$group", new Document("_id", "$c").append("ids", new Document("$push", "$_id")))))
                .into(new ArrayList<>());
    }

    private Document query() {
        Document query = new Document();
        for (String field : List.of("a", "b", "c")) {
            switch (random.nextInt(8)) {
                case 0, 1 -> query.append(field, value());
                case 2 -> query.append(field, new Document("$gt", value()));
                case 3 -> query.append(field, new Document("$gte", value()).append("$lt", value()));
                case 4 -> query.append(field, new Document("$in", List.of(value(), value(), value())));
                case 5 -> query.append(field, null);
                default -> {}
            }
        }
        if (random.nextInt(4) == 0) {
            query.append(
                    "$or",
                    List.of(
                            new Document("a", value()),
                            new Document("a", value()).append("b", new Document("$gte", value()))));
        }
        boolean nested = query.size() > 1 && random.nextBoolean();
        return nested
                ? new Document(
                        "$and",
                        query.entrySet().stream()
                                .map(condition -> new Document(condition.getKey(), condition.getValue()))
                                .toList())
                : query;
    }

    private Document sort() {
        int direction = random.nextBoolean() ? 1 : -1;
        return switch (random.nextInt(3)) {
            case 0 -> new Document("b", direction).append("_id", direction);
            case 1 -> new Document("a", direction).append("b", -direction).append("_id", 1);
            default -> new Document("_id", direction);
        };
    }

    private Object value() {
        return VALUES.get(random.nextInt(VALUES.size()));
    }
}
