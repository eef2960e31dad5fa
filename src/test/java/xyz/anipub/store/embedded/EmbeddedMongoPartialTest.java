package xyz.anipub.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.backend.KeyValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xyz.anipub.store.FullReads;

/** Indexes with a {@code partialFilterExpression}: what is in them, and which queries may use them. */
class EmbeddedMongoPartialTest {

    @TempDir
    Path folder;

    private EmbeddedMongo mongo;
    private MongoClient client;

    @BeforeEach
    void open() {
        mongo = EmbeddedMongo.open(folder);
        client = MongoClients.create(mongo.connectionString());
    }

    @AfterEach
    void close() {
        client.close();
        mongo.close();
    }

    private MongoCollection<Document> things() {
        return client.getDatabase("anipub").getCollection("things");
    }

    private void index() {
        things().createIndex(
                        new Document("room", 1).append("name", 1),
                        new IndexOptions()
                                .unique(true)
                                .name("names")
                                .partialFilterExpression(new Document("name", new Document("$type", "string"))));
        things().createIndex(
                        new Document("room", 1).append("change", 1),
                        new IndexOptions()
                                .name("changes")
                                .partialFilterExpression(new Document("change", new Document("$gt", 0))));
    }

    @Test
    void areUniqueOnlyForWhatTheyHold() {
        index();
        things().insertMany(List.of(thing(1), thing(2), thing(3).append("name", 7), thing(4).append("name", 7)));
        things().insertOne(thing(5).append("name", "a"));
        assertThatThrownBy(() -> things().insertOne(thing(6).append("name", "a")))
                .hasMessageContaining("names");
        assertThatThrownBy(() -> things().updateOne(Filters.eq(1), Updates.set("name", "a")))
                .hasMessageContaining("names");
        assertThat(things().find(Filters.eq(1)).first()).doesNotContainKey("name");
    }

    @Test
    void followWhatIsChanged() {
        index();
        things().insertMany(List.of(thing(1), thing(2)));
        things().updateOne(Filters.eq(1), Updates.set("name", "a"));
        things().updateOne(Filters.eq(1), Updates.set("name", "b"));
        things().updateOne(Filters.eq(2), Updates.set("name", "a"));
        assertThat(named("a")).containsExactly(2);
        assertThat(named("b")).containsExactly(1);
        things().updateOne(Filters.eq(1), Updates.unset("name"));
        assertThat(named("b")).isEmpty();
        things().deleteOne(Filters.eq(2));
        things().insertOne(thing(3).append("name", "a"));
        things().insertOne(thing(4).append("name", "b"));
        assertThat(named("a")).containsExactly(3);
        assertThat(named("b")).containsExactly(4);
    }

    @Test
    void answerNoQueryThatWantsMoreThanTheyHold() {
        index();
        things().insertMany(List.of(
                thing(1), thing(2).append("change", 0), thing(3).append("change", 1), thing(4).append("change", 2)));
        assertThat(ids(Filters.gt("change", 0))).containsExactlyInAnyOrder(3, 4);
        assertThat(ids(Filters.gte("change", 1))).containsExactlyInAnyOrder(3, 4);
        assertThat(ids(Filters.gt("change", 1))).containsExactly(4);
        assertThat(ids(Filters.gte("change", 0))).containsExactlyInAnyOrder(2, 3, 4);
        assertThat(ids(Filters.gt("change", -1))).containsExactlyInAnyOrder(2, 3, 4);
        assertThat(ids(Filters.lt("change", 2))).containsExactlyInAnyOrder(2, 3);
        assertThat(ids(Filters.eq("change", 2))).containsExactly(4);
        assertThat(ids(Filters.eq("change", 0))).containsExactly(2);
        assertThat(ids(Filters.exists("change", false))).containsExactly(1);
        assertThat(ids(Filters.in("change", 0, 2))).containsExactlyInAnyOrder(2, 4);
        assertThat(ids(new Document())).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(things().find(Filters.and(Filters.eq("room", "r"), Filters.gt("change", 0)))
                        .sort(Sorts.descending("change"))
                        .projection(Projections.include("_id"))
                        .first())
                .isEqualTo(new Document("_id", 4));
    }

    /** Of a condition on a field within a field as well. */
    @Test
    void serveWhoeverAsksForNoMoreThanTheyHold() {
        things().createIndex(
                        new Document("open.at", 1).append("room", 1),
                        new IndexOptions()
                                .unique(true)
                                .name("open")
                                .partialFilterExpression(new Document("open.at", new Document("$gt", 0))));
        things().insertMany(List.of(
                thing(1),
                thing(2).append("open", new Document("at", 5)),
                thing(3).append("open", new Document("at", 7))));
        try (FullReads full = new FullReads()) {
            assertThat(ids(Filters.gt("open.at", 0))).containsExactlyInAnyOrder(2, 3);
            assertThat(ids(Filters.and(Filters.gt("open.at", 0), Filters.lt("open.at", 6))))
                    .containsExactly(2);
            assertThat(ids(Filters.eq("open.at", 7))).containsExactly(3);
            assertThat(ids(new Document("open.at", new Document("$eq", 7)))).containsExactly(3);
            assertThat(ids(Filters.in("open.at", List.of()))).isEmpty();
            assertThat(full.queries()).isEmpty();
            assertThat(ids(Filters.gt("open.at", -1))).containsExactlyInAnyOrder(2, 3);
            assertThat(full.queries()).hasSize(1);
        }
    }

    @Test
    void serveWhoeverAsksForTheirOrder() {
        index();
        things().createIndex(
                        new Document("textAt", 1),
                        new IndexOptions().name("texts").partialFilterExpression(Filters.exists("textAt")));
        things().insertMany(List.of(
                thing(1).append("change", 5).append("textAt", 8),
                thing(2).append("change", 3),
                thing(3).append("textAt", 9)));
        try (FullReads full = new FullReads()) {
            assertThat(sorted(new Document(), new Document("_id", -1))).containsExactly(3, 2, 1);
            assertThat(sorted(Filters.lt("textAt", 10), new Document("textAt", -1)))
                    .containsExactly(3, 1);
            assertThat(full.queries()).isEmpty();
            assertThat(sorted(new Document(), new Document("textAt", 1).append("_id", 1)))
                    .containsExactly(2, 1, 3);
            assertThat(sorted(new Document(), new Document("change", -1).append("_id", 1)))
                    .containsExactly(1, 2, 3);
            assertThat(full.queries()).hasSize(2);
        }
    }

    private List<Integer> sorted(org.bson.conversions.Bson filter, Document order) {
        return things().find(filter)
                .sort(order)
                .limit(9)
                .map(found -> found.getInteger("_id"))
                .into(new ArrayList<>());
    }

    @Test
    void mindNoArrayOfADocumentThatTheyDoNotHold() {
        things().createIndex(
                        Indexes.ascending("tags"),
                        new IndexOptions().name("tags").partialFilterExpression(Filters.gte("kind", "")));
        things().insertOne(thing(1).append("tags", List.of("a", "b")));
        things().updateOne(Filters.eq("_id", 1), Updates.set("text", "changed"));
        assertThat(ids(Filters.eq("text", "changed"))).containsExactly(1);
        things().deleteOne(Filters.eq("_id", 1));
        assertThat(ids(Filters.exists("_id"))).isEmpty();
    }

    @Test
    void holdWhatSeveralConditionsWant() {
        things().createIndex(
                        Indexes.ascending("name"),
                        new IndexOptions()
                                .unique(true)
                                .name("both")
                                .partialFilterExpression(new Document(
                                        "$and",
                                        List.of(
                                                new Document("name", new Document("$gte", "")),
                                                new Document("kind", new Document("$gte", ""))))));
        things().insertOne(thing(1).append("name", "a").append("kind", "k"));
        things().insertOne(thing(2).append("name", "a"));
        assertThatThrownBy(() -> things().insertOne(thing(3).append("name", "a").append("kind", "k")))
                .hasMessageContaining("both");
    }

    @Test
    void holdWhatWasThereBeforeThemAndWhatCameBeforeARestart() {
        things().insertMany(List.of(thing(1).append("name", "a"), thing(2)));
        index();
        things().insertOne(thing(3).append("name", "b"));
        close();
        open();
        things().insertOne(thing(4));
        assertThat(named("a")).containsExactly(1);
        assertThat(named("b")).containsExactly(3);
        assertThatThrownBy(() -> things().insertOne(thing(5).append("name", "b")))
                .hasMessageContaining("names");
        close();
        try (MVStore file = new MVStore.Builder()
                .fileName(folder.resolve(EmbeddedMongoFile.NAME).toString())
                .readOnly()
                .open()) {
            assertThat(entries(file, "names")).isEqualTo(2);
            assertThat(entries(file, "changes")).isZero();
        }
        open();
    }

    private static int entries(MVStore file, String index) {
        return file.openMap(
                        "index.anipub.things." + index,
                        new MVMap.Builder<KeyValue, Object>()
                                .keyType(EmbeddedMongoType.KEY)
                                .valueType(EmbeddedMongoType.ID))
                .size();
    }

    private static Document thing(int id) {
        return new Document("_id", id).append("room", "r");
    }

    private List<Integer> named(String name) {
        return ids(Filters.eq("name", name));
    }

    private List<Integer> ids(org.bson.conversions.Bson filter) {
        return things().find(Filters.and(Filters.eq("room", "r"), filter))
                .map(found -> found.getInteger("_id"))
                .into(new ArrayList<>());
    }
}
